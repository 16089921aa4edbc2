"""What has to hold of a scenario's steps, so that nobody is led astray in it."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

FEWEST_CHOICES, MOST_CHOICES = 2, 4


def name_of(text):
    """A step's short name as it is compared: case and spaces around it do not matter."""
    return (text or "").strip().casefold()


class Graph:
    """The steps by name, and where the choices of each lead."""

    def __init__(self, nodes, start):
        self.nodes = {name_of(node["name"]): node for node in nodes}
        self.counts = Counter(name_of(node["name"]) for node in nodes)
        first = name_of(nodes[0]["name"]) if nodes else ""
        self.start = name_of(start) or first

    def problems(self):
        """Everything that is wrong, as sentences that name the step. What is fundamental alone."""
        return self._names() or self._links() or [*self._lost(), *self._ends(), *self._best()]

    def called(self, name):
        """The step's name as its author wrote it."""
        return (self.nodes[name]["name"] or "").strip()

    def ways(self, name, again=True):
        """Where the choices of a step lead; without ``again`` those that try again are left out."""
        return [
            name_of(choice["next"])
            for choice in self.nodes[name]["choices"]
            if again or not choice["again"]
        ]

    def reached_from(self, name, ways):
        """All steps that can be reached from one, itself included."""
        found, waiting = {name}, [name]
        while waiting:
            for following in ways(waiting.pop()):
                if following not in found:
                    found.add(following)
                    waiting.append(following)
        return found

    def _names(self):
        doubled = [
            _("Two steps are called “%s”. Give each a name of its own.") % self.called(name)
            for name, count in self.counts.items()
            if count > 1
        ]
        if self.start not in self.nodes:
            return [*doubled, _("There is no step “%s” to start with.") % self.start]
        return doubled

    def _links(self):
        found = []
        for name, node in self.nodes.items():
            number = len(node["choices"])
            if number and not FEWEST_CHOICES <= number <= MOST_CHOICES:
                found.append(
                    _("Step “%(step)s”: offer 2 to 4 choices, or none where the story ends.")
                    % {"step": self.called(name)}
                )
            texts = {name_of(choice["text"]) for choice in node["choices"]}
            if len(texts) < number:
                found.append(
                    _("Step “%(step)s”: two choices read the same.") % {"step": self.called(name)}
                )
            found += [
                _(
                    "Step “%(step)s”: the choice “%(choice)s” leads to “%(next)s”, which does not"
                    " exist."
                )
                % {"step": self.called(name), "choice": choice["text"], "next": choice["next"]}
                for choice in node["choices"]
                if name_of(choice["next"]) not in self.nodes
            ]
        if not self.ways(self.start):
            found.append(
                _("Step “%s” starts the story and needs choices.") % self.called(self.start)
            )
        return found

    def _lost(self):
        reached = self.reached_from(self.start, self.ways)
        return [
            _("No choice leads to step “%s”.") % self.called(name)
            for name in self.nodes
            if name not in reached
        ]

    def _ends(self):
        def onward(name):
            return self.ways(name, again=False)

        circles = [
            name
            for name in self.nodes
            if any(name in self.reached_from(following, onward) for following in onward(name))
        ]
        if circles:
            return [
                _(
                    "Step “%s” can be come back to without end. Mark the choice that leads back as"
                    " “Try again”, or lead it elsewhere."
                )
                % self.called(circles[0])
            ]
        return [
            _("From step “%s” every choice tries again. Add one that goes on to an end.")
            % self.called(name)
            for name in self.nodes
            if self.ways(name) and not onward(name)
        ]

    def _best(self):
        def best(name):
            return [
                name_of(choice["next"])
                for choice in self.nodes[name]["choices"]
                if choice["quality"] == "best" and not choice["again"]
            ]

        on_the_way = self.reached_from(self.start, best)
        if any(not self.ways(name) for name in on_the_way):
            return []
        stuck = next(name for name in self.nodes if name in on_the_way and not best(name))
        return [
            _("No path of best choices comes to an end: at step “%s” none is marked as best.")
            % self.called(stuck)
        ]
