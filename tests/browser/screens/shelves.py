"""What one finds, and finds again."""

from .acts import send
from .screen import Screen

SCREENS = [
    Screen("bookmarks: empty", "No bookmarks yet", "community:bookmarks", "blank"),
    Screen("bookmarks: filled", "For soup night", "community:bookmarks", "learner"),
    Screen("bookmarks: tagged", "Show all bookmarks", "/community/bookmarks/?tag=soup", "learner"),
    Screen("bookmarks: none", "None of your bookmarks", "/community/bookmarks/?q=zeppelin",
           "learner"),
    Screen("bookmark: add", "Save address", "community:add_address", "learner"),
    Screen("bookmark: error", "There is a problem", "community:add_address", "learner",
           act=send("Save address"), status=422),
    Screen("bookmark: edit", "Change a bookmark", lambda w: w.bookmark("learner", "edit_bookmark"),
           "learner"),
    Screen("bookmark: remove", "Your note and tags go with it",
           lambda w: w.bookmark("learner", "delete_bookmark"), "learner"),
    Screen("shelf: mine", "Only you see it", lambda w: w.shelf("For soup night"), "learner"),
    Screen("shelf: shared", "Shared by", lambda w: w.shelf("Saying no"), "learner"),
    Screen("shelf: make", "Share it with everyone", "community:make_shelf", "blank"),
    Screen("shelf: error", "There is a problem", "community:make_shelf", "blank",
           act=send("Save shelf"), status=422),
    Screen("shelf: remove", "stay yours", lambda w: w.shelf("For soup night", "delete_shelf"),
           "learner"),
    Screen("shelf: report", "Report a shelf", lambda w: w.shelf("Saying no", "report_shelf"),
           "learner"),
    Screen("shelf: report error", "There is a problem",
           lambda w: w.shelf("Saying no", "report_shelf"), "learner", act=send("Report"),
           status=422),
    Screen("shelf: hide", "Hide this shelf",
           lambda w: w.shelf("Saying no", "moderate_shelf", "hide"), "moderator"),
    Screen("shelves: shared", "If you are new here", "community:shared_shelves", "blank"),
    Screen("search: nothing asked", "Type one or two words", "community:search"),
    Screen("search: visitor", "results for", "/search/?q=question"),
    Screen("search: learner", "All", "/search/?q=question", "learner"),
    Screen("search: one part", "Discussions (", "/search/?q=question&in=discussions", "learner"),
    Screen("search: none", "Nothing matches", "/search/?q=zeppelin", "learner"),
]  # fmt: skip
