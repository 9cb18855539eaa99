"""From proposals in tokens to attributions in offsets: speaker, circumstances, kind, confidence and evidence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from attribution.extraction.circumstances.chains import Chain, Chains
from attribution.extraction.circumstances.circumstance import Circumstances
from attribution.extraction.circumstances.circumstances import read_all
from attribution.extraction.speakers.coreference import NOBODY, Reference, Resolver
from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.statements.grounds import grounds
from attribution.extraction.statements.relations import Proposal, Tokens
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.mentions import before_nickname
from attribution.extraction.text.tagging import CLITIC, CLOSE, OPEN
from attribution.languages import Language, Rule
from attribution.model import Article, Attribution, Evidence, Kind, Span, Spans, Speaker, key_within

PRONOUNS = "SI"  # tags behind which 's is a verb


def assemble(
    layout: Layout, proposals: Sequence[Proposal], language: Language, article: Article
) -> tuple[tuple[Attribution, ...], tuple[Speaker, ...]]:
    """The attributions of an article in text order, and who speaks in it."""
    sources = [_source_of(layout, proposal) for proposal in proposals]
    proposals = [_bare(proposal) for proposal in proposals]
    resolver = Resolver(layout, language)
    key = article.key
    holders = _holders(proposals)
    references: dict[int, Reference] = {}
    for n in sorted(range(len(proposals)), key=lambda n: (holders[n] is not None, _place_of(proposals[n]))):
        holder = holders[n]
        around = references.get(holder, NOBODY) if holder is not None else None
        references[n] = resolver.resolve(proposals[n], around)
        if holder is None:
            resolver.said(_place_of(proposals[n]), references[n])
    contents = [spans_of(layout, proposal.pieces) for proposal in proposals]
    ids = [_id(layout, key, *pair) for pair in zip(proposals, contents, strict=True)]
    found = []
    told = read_all(
        layout,
        proposals,
        [references[n] for n in range(len(proposals))],
        holders,
        language,
        article.published,
    )
    chains = Chains(layout, language, resolver)
    for n, proposal in enumerate(proposals):
        holder, circumstances = holders[n], told[n]
        within = ids[holder] if holder is not None else None
        found.append(
            _attribution(
                layout,
                proposal,
                sources[n],
                contents[n],
                references[n],
                circumstances,
                chains.read(proposal, references[n].speaker),
                ids[n],
                within,
                language,
            )
        )
    return tuple(found), resolver.speakers()


def _source_of(layout: Layout, proposal: Proposal) -> Spans:
    """The words of the source, with what precedes a nickname in it (“Leo “Lenny” Holt”) and, before a noun of saying,
    with the ending of the possessive (“the senator's claim”); with a relative clause that says which (“people who had
    waited”), without one that tells more (“Ito, who …”).
    """
    phrase, cue = proposal.source, proposal.cue
    if phrase is None:
        return ()
    if phrase.clause and layout.tags[phrase.bare.after] == ",":
        phrase = phrase.bare
    owns = cue is not None and cue.cue.part == "noun" and phrase.after <= cue.first
    possessive = owns and layout.tags[phrase.after] == CLITIC and layout.tags[phrase.head] not in PRONOUNS
    return (layout.span(before_nickname(layout.tags, phrase.first), phrase.after + possessive),)


def _bare(proposal: Proposal) -> Proposal:
    """The proposal with its source as who speaks is found by it: without a relative clause."""
    source = proposal.source
    return proposal if source is None or not source.clause else proposal._replace(source=source.bare)


def _place_of(proposal: Proposal) -> int:
    return proposal.cue.first if proposal.cue is not None else proposal.pieces[0][0]


def _holders(proposals: Sequence[Proposal]) -> list[int | None]:
    """For each the smallest other whose content holds its cue; a larger one, so that no two hold each other."""
    places = sorted((_place_of(proposal), number) for number, proposal in enumerate(proposals))
    sizes = [(_extent(proposal), number) for number, proposal in enumerate(proposals)]
    larger: list[tuple[int, int] | None] = [None] * len(proposals)
    for size in sizes:
        pieces = proposals[size[1]].pieces
        for first, after in pieces:
            at = bisect_left(places, (first, -1))
            while at < len(places) and places[at][0] < after:
                number = places[at][1]
                least = larger[number]
                if (
                    size > sizes[number]
                    and (least is None or size < least)
                    and pieces != proposals[number].pieces
                ):
                    larger[number] = size
                at += 1
    return [holder[1] if holder is not None else None for holder in larger]


def _extent(proposal: Proposal) -> int:
    return proposal.pieces[-1][1] - proposal.pieces[0][0]


def _id(layout: Layout, key: str, proposal: Proposal, content: Spans) -> str:
    """Made from the article's text and where cue and content stand in it, so that it outlives a re-ingest."""
    cue = layout.starts[proposal.cue.first] if proposal.cue is not None else -1
    spans = ",".join(f"{a}-{b}" for a, b in content)
    return key_within(key, f"{cue} {spans}")


def spans_of(layout: Layout, pieces: Sequence[Tokens]) -> Spans:
    """The text spans of pieces of content, closing marks taken along where their opening marks are inside."""
    return tuple(_whole(layout, *piece) for piece in pieces)


def _whole(layout: Layout, first: int, after: int) -> Span:
    tags = layout.tags
    while (
        after < len(tags)
        and tags[after] == CLOSE
        and tags.count(OPEN, first, after) > tags.count(CLOSE, first, after)
    ):
        after += 1
    while after - first > 1 and tags[after - 1] in ",;:-":
        after -= 1
    return layout.span(first, after)


def kind_of(layout: Layout, pieces: Sequence[Tokens]) -> Kind:
    """direct where all words stand in quotation marks, mixed where some do, else indirect."""
    inside = total = 0
    for first, after in pieces:
        part = slice(first, after)
        for word, start, end, quoted in zip(
            layout.words[part], layout.starts[part], layout.ends[part], layout.quoted[part], strict=True
        ):
            if word[0].isalnum():
                total += end - start
                if quoted >= 0:
                    inside += end - start
    if not total or inside < 0.02 * total:
        return "indirect"
    return "direct" if inside > 0.95 * total else "mixed"


def _attribution(
    layout: Layout,
    proposal: Proposal,
    source: Spans,
    content: Spans,
    reference: Reference,
    circumstances: Circumstances,
    chain: Chain,
    number: str,
    within: str | None,
    language: Language,
) -> Attribution:
    cue = proposal.cue
    rule = rule_of(proposal, language)
    when, place, addressee = circumstances.when, circumstances.place, circumstances.addressee
    return Attribution(
        id=number,
        source=source,
        cue=(layout.span(cue.first, cue.after),) if cue is not None else (),
        content=content,
        kind=kind_of(layout, proposal.pieces),
        stance=circumstances.stance,
        rule=rule.name,
        confidence=round(proposal.confidence if rule.record is None else rule.record.share, 3),
        speaker=reference.speaker,
        speaker_type=reference.type,
        role=reference.role,
        said_on=circumstances.said_on,
        said_on_text=layout.text[when.start : when.end] if when else None,
        addressee=layout.text[addressee.start : addressee.end] if addressee else None,
        place=layout.text[place.start : place.end] if place else None,
        within=within,
        evidence=(
            Evidence("rule", rule.name),
            *_weighed(layout, proposal, rule, language),
            *reference.evidence,
            *circumstances.evidence,
        ),
        joint_speakers=reference.joint,
        on_behalf_of=reference.on_behalf_of,
        runners_up=reference.runners_up,
        said_on_precision=circumstances.precision,
        target=chain.target,
        via=chain.via,
        citing=chain.citing,
        retracted=circumstances.retracted,
    )


def _weighed(layout: Layout, proposal: Proposal, rule: Rule, language: Language) -> tuple[Evidence, ...]:
    """How sure each decision was, what spoke for and against the cue; of a shape of line, how often it was right."""
    if rule.record is not None:
        right, found = rule.record
        told = f"right {right} times of {found} in the training articles" if found else "never yet measured"
        return (Evidence("content", f"{rule.reason} {told}"),)
    if proposal.cue is None:
        return ()
    start, end = layout.span(proposal.cue.first, proposal.cue.after)
    cue, source, begin, stop = proposal.sure
    table = language.weights[f"frame.{proposal.frame}"]
    spoken = [
        Evidence("for" if w > 0 else "against", words, w) for words, w in grounds(layout, proposal.cue, table)
    ]
    return (
        Evidence("cue", f"“{layout.text[start:end]}” is a cue here: {cue:.0%}"),
        *spoken,
        Evidence("source", f"this is its source: {source:.0%}"),
        Evidence("content", f"the content begins here: {begin:.0%}, and ends here: {stop:.0%}"),
    )


def rule_of(proposal: Proposal, language: Language) -> Rule:
    """The rule that found a proposal: the one it names, or that of its frame, kind of cue and order of parts."""
    if proposal.rule:
        return next(rule for rule in language.rules if rule.name == proposal.rule)
    if proposal.cue is None:
        return next(rule for rule in language.rules if rule.frame == "floating")
    return _fitting(language, proposal.frame, _order(proposal, proposal.cue), proposal.cue.cue.part)


@lru_cache(maxsize=256)
def _fitting(language: Language, frame: str, order: str, part: str) -> Rule:
    fitting = [rule for rule in language.rules if rule.frame == frame]
    for rule in fitting:
        if rule.settings.get("order") == order and rule.settings.get("part") == part:
            return rule
    return next((rule for rule in fitting if rule.settings.get("order") == order), fitting[0])


def _order(proposal: Proposal, cue: CueCandidate) -> str:
    parts = [(cue.first, "cue")]
    if proposal.source is not None and proposal.frame != "raised":
        parts.append((proposal.source.first, "source"))
    before = [p for p in proposal.pieces if p[0] < cue.first]
    behind = [p for p in proposal.pieces if p[0] >= cue.after]
    if before:
        parts.append((before[0][0], "content"))
    if behind and proposal.frame != "before":
        parts.append((behind[0][0], "content"))
    return " ".join(name for _, name in sorted(parts))
