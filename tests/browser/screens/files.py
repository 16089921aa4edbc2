"""Files that people share."""

from .acts import send
from .screen import Screen

SHEET = "House rules, a page"


SCREENS = [
    Screen("files: visitor", "Sign in to share a file", "community:files"),
    Screen("files: learner", "Twenty questions", "community:files", "learner"),
    Screen("files: filtered", "Clear 2 choices", "/community/files/?kind=document&q=reply",
           "learner"),
    Screen("files: none", "Nothing matches", "/community/files/?q=zeppelin", "learner"),
    Screen("file: page", "In words", lambda w: w.file(SHEET), "learner"),
    Screen("file: owner", "Put a new version here", lambda w: w.file(SHEET), "finisher"),
    Screen("file: waits", "glance, because", lambda w: w.held_file.get_absolute_url(), "blank"),
    Screen("file: withdrawn", "No longer available",
           lambda w: w.gone_file.get_absolute_url(), "learner", status=410),
    Screen("file: edit", "Save changes", lambda w: w.file(SHEET, "edit_file"), "finisher"),
    Screen("file: replace", "Its address stays", lambda w: w.file(SHEET, "replace_file"),
           "finisher"),
    Screen("file: withdraw", "Leave it as it is", lambda w: w.file(SHEET, "withdraw_file"),
           "finisher"),
    Screen("file: remove version", "Remove it", lambda w: w.file(SHEET, "remove_version", 1),
           "finisher"),
    Screen("file: report", "Report a file", lambda w: w.file(SHEET, "report_file"), "learner"),
    Screen("file: hide", "Hide this file", lambda w: w.file(SHEET, "moderate_file", "hide"),
           "moderator"),
    Screen("share file: first", "Your first files wait", "community:share_file", "blank"),
    Screen("share file: error", "There is a problem", "community:share_file", "blank",
           act=send("Share"), status=422),
]  # fmt: skip
