"""The provisions that the rules on interactions and numbers rest on, as findings name them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

__all__ = ["PROVISIONS", "Provision", "cited"]


class Provision(Struct, frozen=True):
    """A provision as a finding names it, and whether a text of it was read (`confirmed`)."""

    name: str
    confirmed: bool = True

    def __str__(self) -> str:
        return self.name if self.confirmed else f"{self.name} (unconfirmed)"


_DATA_ACT = "Regulation (EU) 2023/2854"

# The keys are the ids of the requirement rows; a test keeps `confirmed` equal to theirs.
PROVISIONS: Mapping[str, Provision] = {
    "dora-30-3-f-i": Provision("Regulation (EU) 2022/2554 (DORA), Article 30(3)(f)"),
    "da-25-2-a": Provision(f"{_DATA_ACT}, Article 25(2)(a)"),
    "da-25-2-d": Provision(f"{_DATA_ACT}, Article 25(2)(d)"),
    "da-25-2-g": Provision(f"{_DATA_ACT}, Article 25(2)(g)"),
    "da-25-2-h": Provision(f"{_DATA_ACT}, Article 25(2)(h)"),
    "da-25-4": Provision(f"{_DATA_ACT}, Article 25(4)"),
    "da-29-1": Provision(f"{_DATA_ACT}, Article 29(1)"),
    "da-29-2-3": Provision(f"{_DATA_ACT}, Article 29(2) and (3)"),
    "da-rec-89": Provision(f"{_DATA_ACT}, recital 89"),
    "tupe-11": Provision("regulation 11 of TUPE 2006", confirmed=False),
    "warn-2102-a": Provision("29 U.S.C. § 2102(a)"),
    "warn-state": Provision("the layoff laws of the states", confirmed=False),
    "cons-2002-14": Provision("Directive 2002/14/EC, Article 4", confirmed=False),
    "cons-de-111": Provision("sections 111 and 112 of the German Works Constitution Act", confirmed=False),
    "cons-fr-cse": Provision("Article L2312-8 of the French Labour Code", confirmed=False),
    "ins-us-365e": Provision("11 U.S.C. § 365(e)", confirmed=False),
    "ins-uk-233b": Provision("section 233B of the Insolvency Act 1986", confirmed=False),
    "ins-resolution": Provision(
        "Directive 2014/59/EU, Articles 68 and 71, and section 48Z of the Banking Act 2009", confirmed=False
    ),
    "mkt-mar18": Provision("Regulation (EU) 596/2014, Article 18", confirmed=False),
    "mkt-regfd": Provision("Regulation FD, 17 CFR 243.100", confirmed=False),
    "mkt-8k-102-a1": Provision("Form 8-K, Item 1.02"),
    "mkt-8k-time": Provision("Form 8-K, General Instruction B.1", confirmed=False),
    "cps230-54-g": Provision("APRA CPS 230, paragraph 54(g)"),
    "cps230-59": Provision("APRA CPS 230, paragraph 59"),
    "ntc-deemed": Provision("market practice on deemed service", confirmed=False),
    "steps-14": Provision("the closing steps of backsourcing: staff reassignments"),
    "steps-19": Provision("the ten steps of backsourcing: several ways to leave, partial ones among them"),
    "msc-emergency": Provision("the exit schedule of the UK model services contract"),
}


def cited(*ids: str) -> str:
    """Provisions by the ids of their rows, as a sentence names them; those nobody has read bear a mark."""
    names = [str(PROVISIONS[name]) for name in ids]
    return f"{'; '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
