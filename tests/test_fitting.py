"""Parameters fitted by the optional extra: to answers alone, and the same ones each time."""

import sys

import pytest

from tests.scheduling import learner
from trainer import fitting
from trainer.core.errors import UsageError
from trainer.scheduling.evaluate import histories
from trainer.scheduling.fsrs import DEFAULT, FSRS, Model

OWN = (0.05, 0.2, 0.6, 3.0, *DEFAULT[4:8], 1.2, *DEFAULT[9:])


def test_fitted_parameters_fit_the_model_and_are_the_same_each_time() -> None:
    known = histories(learner.log(200, 8, parameters=OWN))
    found = fitting.fit(known)
    assert found == fitting.fit(known)
    assert FSRS.fitted(found) != FSRS
    truth, default, fitted = (Model(one).first(3)[0] for one in (OWN, DEFAULT, found))
    assert abs(fitted - truth) < abs(default - truth)


def test_of_too_few_answers_the_default_ones_come() -> None:
    for known in ([], [[(3, 0)]], [[(3, 0), (3, 2)]]):
        assert fitting.fit(known) == DEFAULT


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fitting.available()
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    with pytest.raises(UsageError, match="pip install"):
        fitting.fit([])
