"""The fictional children, episodes and concerns of the demo's case lists. Nobody here exists."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple


class DemoChild(NamedTuple):
    """One invented child."""

    local_id: str
    surname: str
    forenames: str
    born_on: date
    sex: str
    ethnicity: str
    types: str
    risks: tuple[str, str, str]
    """As the September, October and November lists word it."""
    legal: str
    address: str
    school: str
    referred_on: date


WORKERS = ["Ife Bello", "MORGAN, Alex", "R. Castellan"]
REASONS = [
    "Seen with older peers near the station.",
    "Found in Kent; county lines suspected.",
    "Review due.",
    "Step up requested by police.",
    "New trainers and a second phone; will not say where they came from.",
    "School reports late arrivals and a change of friends.",
]
_SCHOOLS = [
    "Northfield College",
    "Oakbank PRU",
    "Ridgemount Academy",
    "St Aldhelm's RC School",
    "Elective home education",
]
_LEGAL = ["CIN", "CP", "LAC s20", "Not open", "LAC s31"]
_TYPES = [
    "CCE",
    "CSE",
    "CCE; CSE",
    "SYV/Gangs; CCE",
    "CSE\nOnline",
    "CCE / County lines",
    "Child Criminal Exploitation",
]
_RISKS = [
    ("High", "High", "HIGH "),
    ("Medium", "Medium", "med"),
    ("Medium", "High", "High"),
    ("Standard", "Standard", "Medium"),
    ("High", "Medium", "Medium"),
]
_NAMES = [
    ("Abiola", "Tunde", "Male", "Black African"),
    ("Achterberg", "Sanne", "Female", "White other"),
    ("Anand", "Kiran", "Male", "Indian"),
    ("Begum", "Nadia", "Female", "Bangladeshi"),
    ("Brannigan", "Cormac", "Male", "White Irish"),
    ("Castelo", "Inês", "Female", "White other"),
    ("Davies-Lowe", "Megan", "Female", "White British"),
    ("Dembélé", "Aïssata", "Female", "Black African"),
    ("Eastwick", "Toby", "Male", "White British"),
    ("Fairweather", "Jade", "Female", "White British"),
    ("Fairweather", "Jordan", "Male", "White British"),
    ("Georgiou", "Eleni", "Female", "White other"),
    ("Haddad", "Yasin", "Male", "Arab"),
    ("Hollis", "Bryony", "Female", "White British"),
    ("Ivanova", "Mila", "Female", "White other"),
    ("Jankowski", "Igor", "Male", "White other"),
    ("Kaur", "Simran", "Female", "Indian"),
    ("Lindqvist", "Åsa", "Female", "White other"),
    ("MacAuley", "Fergus", "Male", "White British"),
    ("Marsh", "Ellie", "Female", "White British"),
    ("Marsh", "Callum", "Male", "White British"),
    ("Ndlovu", "Thandi", "Female", "Black African"),
    ("O'Hanlon", "Niamh", "Female", "White Irish"),
    ("Okonkwo", "Chidi", "Male", "Black African"),
    ("Pemberton", "Kai", "Male", "Mixed other"),
    ("Quayle", "Rosa", "Female", "White British"),
    ("Rahimi", "Parwin", "Female", "Afghan"),
    ("Sandhu", "Arjun", "Male", "Indian"),
    ("Teixeira", "João", "Male", "White other"),
    ("Underhill", "Max", "Not stated", "White British"),
    ("van der Meer", "Lotte", "Female", "White other"),
    ("Whitcombe", "Harley", "Male", "White British"),
    ("Yıldız", "Deniz", "Male", "Turkish"),
    ("Zielonka", "Ola", "Female", "White other"),
    ("Farouk", "Sami", "Male", "Arab"),
    ("Osgood", "Poppy", "Female", "White British"),
    ("Tran", "Minh", "Male", "Vietnamese"),
]
_SPECIAL_BIRTHS = {
    4: date(2009, 5, 10),  # seventeen and a half on 10 November 2026
    9: date(2011, 7, 21),
    10: date(2011, 7, 21),  # twins
    19: date(2010, 2, 3),
    20: date(2013, 9, 14),  # brother and sister
    33: date(2015, 12, 1),
}
_SHARED_HOMES = {9: "4 Quarry Row", 10: "4 Quarry Row", 19: "17 Mill Lane", 20: "17 Mill Lane"}


def _child(index: int, surname: str, forenames: str, sex: str, ethnicity: str) -> DemoChild:
    born = date(2009 + (index * 5) % 6, 1 + (index * 7) % 12, 1 + (index * 11) % 28)
    return DemoChild(
        local_id=str(200_104 + 13 * index),
        surname=surname,
        forenames=forenames,
        born_on=_SPECIAL_BIRTHS.get(index, born),
        sex=sex,
        ethnicity=ethnicity,
        types=_TYPES[(index * 3) % len(_TYPES)],
        risks=_RISKS[index % len(_RISKS)],
        legal=_LEGAL[(index * 2) % len(_LEGAL)],
        address=_SHARED_HOMES.get(index, f"{3 + index * 2} Fictional Street"),
        school=_SCHOOLS[index % len(_SCHOOLS)],
        referred_on=date(2026, 6 + index % 4, 1 + (index * 3) % 27)
        if index < 24
        else date(2026, 9, 24) + timedelta(days=index % 16),
    )


CHILDREN = [_child(index, *name) for index, name in enumerate(_NAMES)]


def _id(index: int) -> str:
    return CHILDREN[index].local_id


REFERRED = {
    10: [
        (_id(30), date(2026, 9, 28), "Police", "PC 4471 Hale", ""),
        (_id(31), date(2026, 10, 1), "Children's Social Care", "Ms. O’Dowd", "2 siblings"),
        (_id(33), date(2026, 10, 7), "Education", "Mr. Ash", ""),
        (_id(28), date(2026, 10, 9), "Health", "School nurse", "1 younger brother"),
    ],
    11: [
        (_id(34), date(2026, 10, 26), "Police", "PC 4471 Hale", ""),
        (_id(35), date(2026, 10, 29), "Education", "Ms. O’Dowd", ""),
        (_id(36), date(2026, 11, 2), "Voluntary sector", "Youth worker", "2 sisters"),
        (f"0{_id(3)}", date(2026, 11, 5), "Youth Justice", "Mr. Ash", ""),
        (_id(33), date(2026, 11, 9), "Health", "School nurse", ""),
    ],
}
"""By month of the meeting: local ID, day, agency, referrer, other children. One number carries a leading zero."""

_NONE, _NOT_OFFERED, _REFUSED = ("", "", 0), ("NO", "", 0), ("YES", "NO", 0)
_IN_TIME, _LATE, _NA = ("YES", "YES", 40), ("YES", "YES", 101), ("NA", "", 0)
_PATTERNS = [
    (
        2,
        [
            "2026-06-07T21:10",
            "2026-08-02T22:05",
            "2026-08-22T19:30",
            "2026-09-10T23:40",
            "2026-10-03T20:15",
            "2026-10-31T21:00",
            "2026-11-08T22:30",
        ],
    ),
    (5, ["2026-08-13T18:45", "2026-09-05T20:00", "2026-09-26T23:10", "2026-10-10T21:25", "2026-11-06T19:05"]),
    (9, ["2026-08-29T22:15", "2026-09-19T22:40", "2026-10-11T23:55", "2026-10-25T20:20"]),
    (12, ["2026-06-25T19:00", "2026-10-02T02:10"]),
    (15, ["2026-07-28T20:30", "2026-08-25T21:45", "2026-11-03T22:00", "2026-11-07T23:15", "2026-11-10T20:50"]),
    (18, ["2026-09-15T16:00"]),
    (21, ["2026-10-05T19:20", "2026-10-27T18:10"]),
    (23, ["2026-08-08T22:00", "2026-08-23T22:00", "2026-09-06T22:00"]),
    (26, ["2026-11-11T21:35"]),
    (34, ["2026-09-23T20:00", "2026-10-13T21:00", "2026-10-29T22:20"]),
]
_HOURS = [5, 26, 11, 3, 50, 14]
_INTERVIEWS = [_IN_TIME, _REFUSED, _IN_TIME, _NOT_OFFERED, _LATE, _NONE, _NA]


def _episodes() -> list[tuple[str, str, float, str, tuple[str, str, int]]]:
    episodes = [
        (
            _id(index),
            start,
            float(_HOURS[(index + turn) % 6]),
            "Absent" if (index + turn) % 4 == 3 else "Missing",
            _INTERVIEWS[(index + 2 * turn) % 7],
        )
        for index, starts in _PATTERNS
        for turn, start in enumerate(starts)
    ]
    open_one = (_id(26), "2026-11-11T21:35", 0.0, "Missing", _NONE)
    twice = (_id(2), "2026-09-10T23:58", 9.0, "Missing", _NONE)
    backwards = (_id(7), "2026-09-25T10:00", -5.0, "Missing", _NONE)
    return [*(e for e in episodes if e[0] != _id(26)), open_one, twice, backwards]


EPISODES = _episodes()
"""Local ID, start, hours (0: still missing), kind, interview (offered, accepted, hours after return)."""

CONCERNS = [
    ["Location", "Bus station, north side", "Groups gathering after school; two robberies", "Police", "27/08/2026"],
    ["Location", "Riverside retail park", "Shop used as a meeting point", "Community Safety", "07/10/2026"],
    [
        "Theme",
        "E-bike deliveries as a recruitment route",
        "Six children named it in return interviews",
        "Youth Justice",
        "25/10/2026",
    ],
    ["Theme", "Disposable vapes given as gifts", "Schools report boxes changing hands", "Education", "13/10/2026"],
    ["Person of concern", "Nominal A (adult)", "Named by three children; CAWN considered", "Police", "15/10/2026"],
]
_COMMON = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)"]
ANNEX_A_LISTS: dict[int, list[object]] = {
    1: [*_COMMON, "Date of Contact", "Contact Source"],
    2: [*_COMMON, "Assessment completion date", "Organisation completing assessment"],
    3: [*_COMMON, "Date of Referral", "Referral Source", "Allocated Team", "Allocated Worker"],
    4: [
        *_COMMON,
        "Does the Child have a Disability",
        "Continuous Assessment Start Date",
        "Allocated Team",
        "Allocated Worker",
    ],
    5: [*_COMMON, "Strategy discussion initiating Section 47 Enquiry Start Date", "Allocated Team", "Allocated Worker"],
    6: [*_COMMON, "CIN Start Date", "Primary Need Code", "Case Status", "Allocated Team", "Allocated Worker"],
    7: [*_COMMON, "Child Protection Plan Start Date", "Allocated Team", "Allocated Worker"],
    8: [
        *_COMMON,
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
        "Does the Child have a Disability",
        "Date Started to be Looked After",
        "Child's Category of Need",
        "Child's Legal Status",
        "Date of Latest Statutory Review",
        "Date of Last Social Work Visit",
        "Number of Placements in the Last 12 months",
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "Did the child accept a Return Interview after their last missing episode (Y/N)?",
        "Allocated Team",
        "Allocated Worker",
    ],
    9: [*_COMMON, "Eligibility Category", "LA in Touch", "Allocated Team", "Allocated Personal Advisor"],
    10: [*_COMMON, "Date the Child Entered Care", "Adopted in last 12 months (Y/N)"],
    11: ["Adopter Identifier", "Gender", "Ethnicity", "Date of Birth", "Date enquiry received"],
}
