"""What the rules about wording see and what they do not, in decks about anything."""

import pytest

from trainer.core.card import Deck, Note
from trainer.core.kinds import Aspect, Basic, Compare, Point, Points
from trainer.decks.lint.decks import lint


def broken(note: Note) -> set[str]:
    return {problem.rule for problem in lint([Deck("d", "T", notes=(note,), path="d.yaml")])}


def asking(text: str) -> set[str]:
    return broken(Note("d", "n", Basic(text, "Forty-two.")))


def answering(text: str) -> set[str]:
    return broken(Note("d", "n", Basic("What happens there?", text)))


def row(ask: str, one: str = "from the north", other: str = "by heating water") -> set[str]:
    body = Compare(
        (("a", "Anna"), ("b", "Bert")), (Aspect("x", ask, (("a", one), ("b", other))),), "Compare."
    )
    return broken(Note("d", "n", body))


def opening(text: str) -> set[str]:
    return broken(Note("d", "n", Points(text, (Point("It melts", (("melts",),), must=True),))))


ASKED = {
    "vague-words": (
        [
            "Which bones, muscles, etc. form the hand?",
            "What are some causes of gout?",
            "Name several treaties of 1648.",
            "Which cases, courts and so on does the statute cover?",
            "Which various verbs take the dative?",
        ],
        [
            "Which file in /etc names the DNS servers?",
            "What does `/etc/fstab` hold?",
            "What does /etc/hosts map?",
            "What does the CSS rule !important override?",
            'What does the abbreviation "etc." stand for?',
            "How does a German say “and so on”?",
            "Which Latin word lies behind *etc.*?",
        ],
    ),
    "stiff-english": (
        [
            "How can one, dear reader, tell a noun from a verb?",
            "Who shall pay the fine?",
            "Why is bread dear in 1789?",
            "What does one need for a will?",
            "What must be known before one can read a contract?",
            "Why does a wound that one should not touch heal of its own?",
            "Which dose spares the trouble of a second visit?",
        ],
        [
            "Which party SHALL send the header?",
            "What does “shall” mean in a contract?",
            "Which process has an address space of its own?",
            "Which republic had laws of its own?",
            "Who bears the cost of an appeal?",
            "Who bears the burden of proof?",
            "Which ship bears the name of a queen?",
            "Which drug spares the kidneys?",
            "Which verb follows 'shall'?",
            "When does the tree that bears the apples flower?",
            "Which word was dear to the Romantics, and is dear to us?",
            "Whom does Achilles spare at the end?",
            "When do two keys differ, if one can be null and the other can not?",
            "How much paint does one can of it hold?",
        ],
    ),
    "hedged-count": (
        [
            "Name three common causes of anaemia.",
            "Give two typical symptoms of gout.",
            "What are three common causes of inflation?",
            "List four frequent errors in German word order.",
            "Name two good reasons to appeal.",
        ],
        [
            "Name the three common cases of a contract under the code.",
            "Which two common law countries lie in Africa?",
            "Name the three estates of the realm.",
            "Name two moons of Mars.",
            "Name three common-law torts.",
        ],
    ),
    "asks-the-manual": (
        [
            "What do the Kafka docs recommend for the heap?",
            "What does the style guide advise about commas?",
            "What do the Romans' docs say about roads?",
            "What does the handbook of the court suggest?",
            "According to the documentation, which dose is safe?",
        ],
        [
            "According to the page table, in which frame does it lie?",
            "What does the Book of Genesis say of the sixth day?",
            "According to the Domesday Book, who owned York?",
            "According to the Handbook of Epictetus, what is in our power?",
            "What does a tour guide recommend in Rome?",
            "Who wrote the first manual of law?",
        ],
    ),
    "two-questions": (
        [
            "Explain what a tort is and how it is proved.",
            "Describe who elects the consul and why he serves a year.",
            "What is gout, and why does it hurt?",
            "What happens when a witness lies, and how is it punished?",
            "Who wrote the code and when was it passed?",
        ],
        [
            "How does the engine decide what it caches and what it recomputes?",
            "Say what it caches and what it recomputes.",
            "What decides who inherits and who does not?",
            "How do you tell when a verb takes the dative and when it takes the accusative?",
            "What shows which enzymes rise and which fall?",
            "What happens when a king dies and when he abdicates?",
        ],
    ),
}


@pytest.mark.parametrize(("rule", "text"), [(rule, one) for rule, (bad, _) in ASKED.items() for one in bad])
def test_a_prompt_that_breaks_a_rule_is_found(rule: str, text: str) -> None:
    assert rule in asking(text)


@pytest.mark.parametrize(("rule", "text"), [(rule, one) for rule, (_, good) in ASKED.items() for one in good])
def test_a_prompt_that_only_looks_so_is_not(rule: str, text: str) -> None:
    assert rule not in asking(text)


@pytest.mark.parametrize(
    "answer",
    [
        "On disk. It also keeps a copy in memory.",
        "The senate. They also elect the consuls.",
        "The tribune, and also the censor.",
        "It thins the blood. In addition, it lowers fever.",
        "By treaty. Moreover, both kings must agree.",
        "Rome; in addition, Milan.",
        "The dative. Also, the genitive after a noun.",
    ],
)
def test_a_second_claim_behind_the_answer_is_found(answer: str) -> None:
    assert "answer-tail" in answering(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "The femur, also called the thigh bone.",
        "Octavian, also known as Augustus.",
        "Vitamin B9, also named folate.",
        "The tsar, also written czar.",
        "A tort, also referred to as a civil wrong.",
        "The heart also makes a hormone.",
    ],
)
def test_another_name_of_the_answer_is_no_second_claim(answer: str) -> None:
    assert "answer-tail" not in answering(answer)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The document may have 4 MB; in fact it may have 16.", False),
        ("The document is stored as BSON, not as JSON.", False),
        ("Often said: the notes of a chord sound together. In fact: not in an arpeggio.", False),
        ("The notes may be tied over a bar line.", False),
        ("The document says 4 MB; it is 16.", True),
        ("The notes claim that Nero burnt Rome.", True),
        ("Unlike the notes, the code asks for intent.", True),
        ("According to the document the dose is 5 mg.", True),
        ("The study notes have three estates; there were four.", True),
    ],
)
def test_notes_nobody_has_are_those_that_say_something(text: str, *, named: bool) -> None:
    note = Note("d", "n", Basic("How big may it be?", "16 MB."), corrects=text)
    assert ("unseen-notes" in broken(note)) == named


@pytest.mark.parametrize(
    ("ask", "named"),
    [
        ("What is it good for?", True),
        ("When would you use each?", True),
        ("Which of them is an example of what?", True),
        ("Use case: which?", True),
        ("In which situations would a lawyer choose each?", True),
        ("What is each best for?", True),
        ("Example: which word?", True),
        ("What would you use it for?", True),
        ("For which patients would you choose it?", True),
        ("Where is it a good fit?", True),
        ("What is it an example of?", False),
        ("Suit in cards: which colour?", False),
        ("Typical of which century?", False),
        ("Case sensitivity: how are names compared?", False),
        ("Case endings: how many are there?", False),
        ("Which court hears the case?", False),
        ("When is it given?", False),
        ("Whom would it have freed?", False),
        ("What is it made of?", False),
    ],
)
def test_a_row_to_which_much_is_right_is_found(ask: str, *, named: bool) -> None:
    assert ("row-open" in row(ask)) == named


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("the plan stays the same", False),
        ("after the war the borders remained the same", False),
        ("same origin only", False),
        ("always the same", False),
        ("the dose is the same", True),
        ("the same", True),
        ("same, but slower", True),
        ("a senate, too", True),
        ("the genitive as well", True),
    ],
)
def test_a_cell_that_leans_on_its_neighbour_is_found(cell: str, *, named: bool) -> None:
    assert ("cell-leans" in row("What comes of it?", cell)) == named


@pytest.mark.parametrize(
    ("ask", "named"),
    [
        ("Name some ways to end a contract.", True),
        ("How is gout treated? Give a few methods.", True),
        ("What are possible causes of a coup?", True),
        ("What are different ways to say no in Polish?", True),
        ("How does a contract end in one of two ways?", False),
        ("What tips the balance in a close vote?", False),
        ("How do several courts share a case?", False),
    ],
)
def test_a_question_for_an_open_list_is_found(ask: str, *, named: bool) -> None:
    assert ("open-list" in opening(ask)) == named


def test_a_term_that_makes_two_points_is_found() -> None:
    def shared(*terms: tuple[tuple[str, ...], ...]) -> bool:
        points = (
            Point("The king calls the estates", terms[0], must=True),
            Point("Bread is dear in Paris", terms[1]),
            Point("The army is not paid", (("army",),)),
        )
        return "point-general" in broken(Note("d", "n", Points("How did it begin?", points)))

    assert shared((("Estates",), ("France",)), (("bread",), ("france",)))
    assert shared((("king", "estates"),), (("estates", "king"),))
    assert not shared((("king", "France"),), (("bread", "France"),))
    assert not shared((("estates",),), (("bread",),))
