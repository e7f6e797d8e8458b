"""How long a design takes, compared with the standard one in the same run."""

import time
from statistics import median

from certificates.context import facts_of
from certificates.designs.freezing import design_of
from certificates.press.press import to_pdf
from certificates.rendering.design import known_design
from certificates.rendering.render import to_html
from certificates.samples import PICTURES, samples

REFERENCE = "standard"
ROUNDS = 3
MOST = 2.0


def slowness(key: str) -> float:
    """Processor time of the usual certificate in the design, over that in the standard design; interleaved, by the median."""
    spent: dict[str, list[float]] = {key: [], REFERENCE: []}
    for name in (*spent, *(tuple(spent) * ROUNDS)):
        spent[name].append(_seconds(name))
    return median(spent[key][1:]) / median(spent[REFERENCE][1:])  # the first round reads fonts


def _seconds(key: str) -> float:
    sample = samples(known_design(key))["usual"]
    made = design_of(sample, PICTURES)
    started = time.process_time()
    to_pdf(to_html(facts_of(sample), made), made)
    return time.process_time() - started
