"""Made logs: a learner whose memory follows FSRS, or forgets at chance, practising under SM-2."""

from random import Random

from tests.store.build import DAY, noon
from trainer.core.log import Event
from trainer.core.state import Memory
from trainer.scheduling.fsrs import DEFAULT, Model
from trainer.scheduling.sm2 import SM2


def log(
    cards: int,
    reviews: int,
    seed: int = 1,
    parameters: tuple[float, ...] = DEFAULT,
    chance: float | None = None,
) -> list[Event]:
    """The answers of a learner to so many cards, each on its due day or somewhat late, in log order. With a
    ``chance`` every answer is right with it, whatever card it is."""
    random, model = Random(seed), Model(parameters)
    events: list[Event] = []
    for number in range(cards):
        memory: Memory | None = None
        day, card, state = DAY + random.randrange(60), f"deck/n{number}", (1.0, 5.0)
        for turn in range(reviews):
            late = random.choice((0, 0, 0, 1, 3))
            day = day if memory is None else memory.due + late
            if memory is None:
                rating = random.choice((1, 2, 3, 3, 3, 4))
                state = model.first(rating)
            else:
                sure = model.recall(state[0], day - memory.last) if chance is None else chance
                rating = random.choice((2, 3, 3, 4)) if random.random() < sure else 1
                state = model.after(*state, day - memory.last, rating)
            grade = (2, 3, 4, 5)[rating - 1]
            outcome = SM2.answer(memory, grade, day)
            memory = outcome.memory
            at = noon(day) + number
            id = f"{at:020}{turn:04}{number:06}"
            events.append(Event(id, "pc", at, day, 0, card, outcome.kind, grade, scheduler=SM2.name))
    return sorted(events, key=lambda event: (event.at, event.id))
