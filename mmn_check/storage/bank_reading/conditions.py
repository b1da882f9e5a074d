"""Reading conditions: what must have been said to earlier questions."""

from __future__ import annotations

from mmn_check.domain.conditions import AllOf, AnyOf, Clause, Condition, Within
from mmn_check.domain.named import Names
from mmn_check.storage.bank_reading.shapes import Count
from mmn_check.storage.bank_reading.words import A_LIST, WordReader
from mmn_check.storage.yaml_nodes import Listing, Node, Scalar, Table

EARLIER = Names("question")
WANTED = "a word, a list of words, {all_of: [...]} or {within_days: 31}"


class ConditionReader(WordReader):
    """Reads conditions of one file, and notes what they look at."""

    def _condition(self, node: Node) -> Condition | None:
        if type(node) is not Table:
            self._wrong(node, "a question's id and what was said there, as in {weak: yes}")
            return None
        clauses: list[Clause] = []
        for key, name, value in self._named(node):
            clause = self._clause(name, value)
            self._refers(EARLIER, word=name, spot=key, clause=clause, said=value)
            if clause is not None:
                clauses.append(clause)
        if not node.pairs:
            self._report(node, "There is no condition here: leave the key out.")
        return tuple(clauses)

    def _clause(self, question: str, node: Node) -> Clause | None:
        match node:
            case Scalar():
                word = self._words(node)
                return AnyOf(question=question, words=(word,)) if word else None
            case Listing():
                return AnyOf(question=question, words=self._some_words(node))
            case Table(pairs=[(Scalar(value="all_of"), words)]):
                return AllOf(question=question, words=self._some_words(words))
            case Table(pairs=[(Scalar(value="within_days"), days)]):
                return Within(question=question, days=self._plain(Count(), days) or 0)
            case _:
                self._wrong(node, WANTED)
                return None

    def _some_words(self, node: Node) -> tuple[str, ...]:
        """A list of words, at least one; none if it cannot be read."""
        if type(node) is not Listing:
            self._wrong(node, A_LIST)
            return ()
        if not node.items:
            self._report(node, "There is no word here: nobody can say nothing.")
        return tuple(word for word in map(self._words, node.items) if word is not None)
