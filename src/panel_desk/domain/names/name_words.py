"""English words that are names too: alone they tell of nobody, unless they are written as a name within a sentence."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS = _words("january february march april may june july august september october november december")
"""Also days of the week are left alone: ``in May`` is a time far more often than a child."""

PARTICLES = _words(
    "van von der den de del della di da dos das du la le les el al bin ibn bint ben ap ab mac mc o d st san ter ten"
)
"""Parts of surnames that never tell whose name it is."""

PLACES = _words(
    "street road lane avenue close court drive way place square terrace crescent gardens grove hill park house school "
    "academy college university hospital clinic surgery centre center station library church mosque hall estate flats "
    "building bridge wharf farm common green gate row walk mews yard arms inn hotel unit ward primary secondary "
    "nursery infants junior borough county council city town village market arcade quay dock docks lodge villa "
    "cottage team service services trust foundation project institute act day week infirmary retail leisure"
)
"""What follows a name in the name of a place or a body: ``Archer Street``, ``Thomas More School``."""

ORDINARY = (
    MONTHS
    | PLACES
    | _words(
        # Forenames and surnames.
        "will mark hope grace rose faith joy drew rich sky summer autumn winter dawn fern amber crystal gem "
        "angel chance chase blaze storm star rain river brook ash aspen bay blue honor honour destiny trinity "
        "precious princess prince king duke earl royal major art hunter reed june mason mercy merry patience "
        "charity verity constance ward web ace jet may pip tab van wolf young zen able adult archer arms "
        "bacon bail baker ball banks barber barn baron barrow batten beach bean bear beard beck bell bench "
        "berry best bird bishop black blank bloom bond boon booth bower bowman box boy brand bridge bridges "
        "bright broad brown buck bull burn burns bush butcher butler cannon canon care carpenter carter "
        "carver case cash castle chambers chancellor chandler change chapel chapman child childs church clark "
        "clear cloud coach coal coats cole collier comb constable cook cooper corner cotton cousins cross "
        "crow crown curry cutter cutler day dear deer dense dew diamond dixon doe dove draper dry duck dyer "
        "east english fair falconer farmer father feather field fields fine finch fish fisher flint flood "
        "flower flowers fly foot ford forest forester foster found fox france freeman french friend frost "
        "fuller gable gardener gates gentle german gold golden good goodman grant graves gray great green "
        "grey grove guard hall ham hand hands handy hard hardy hare harper haven hawk hay head heard heath "
        "hedges held heron herring high hill hills hobby holder holiday holland home hood hook horn horne "
        "horse house howe hunt husband irons jewel judge just keen keep key keys kind knight lake lamb land "
        "lane large last law lawn lawyer leaf leak lease leather left leg levy light line link little lock "
        "lodge long lord love low luck mace mall man manor marsh marshall masters mead meadows means mercer "
        "miller mills mine mint mist monk moon moor moore moral more moss mount mountain nail nest new newman "
        "nice night noble noon north nurse oak oaks old oliver organ pack page pain painter palmer park "
        "parker parks parson pass patch peace peach peacock pears pepper perch person pickle pike pine plant "
        "player plumb pool pope porter post potter pound power price priest print prior proud quick rabbit "
        "race rains raven read reader reason rice ring rivers roach rock rook rooms root row rule rush rust "
        "sage sale salmon salt sands savage say scales school scott sea seal self sellers sergeant sexton "
        "shade shadow sharp shepherd sheriff shine ship shore short silver simple singer singh skin skinner "
        "slater sleep small smart smith snow south sparks spear speed spencer spice spring square stable "
        "staff stage starling steel steele step stern steward still stone stock stocks street strong summers "
        "sure swallow swan sweet swift table tailor tanner taylor teal temple tiler tile till tiller towers "
        "town towns train trout true turner twist underwood upper vale valley vicar waits wake walker wall "
        "walls want ware warden warm wash waters way weaver wells west wharf wheel wheeler white wild wills "
        "wind winters wise wood woods woodward word works worth wright yard yates york "
        # Short ones, and words that stand everywhere.
        "am an and any are as at be by can do dr for go had has he her his hi him how id if in is it its ma me mr mrs "
        "ms mx my no not now of off oh ok on one or our out own pm re she so than that the their them then there they "
        "red this to too two up us was we were what when where which while who why with yes you your all but did does "
        "from into some such said see saw per via plus lad lads girl girls boys young people panel police health "
        "social worker education housing youth justice children family mum dad mother brother sister risk plan monday "
        "tuesday wednesday thursday friday saturday sunday christmas easter asian african british england wales "
        "scotland london europe online city lead chair"
    )
)
"""In small letters. Not all words: those that are given as names, and those that often begin a sentence."""

ABBREVIATIONS = _words(
    "ac ad am an as at av ba be bt by cc cd ce cf co cp cs ct cv da db dc de di do dr ds ed eg eh em eu ex fa fm ft gb "
    "gp gs hq hr ia id ie if ii in ip is it la lo ma md me mi mp mr ms my na nb no of ok on op or os pa pc pe ph pi pm "
    "po pr ps qa qc ra rd re rx sa sc so st su tb to tv uk un up us vc vp vs we mx cse cce rhi mace safe nhs upn sen"
)
"""Two or three capitals that are no child's initials."""
