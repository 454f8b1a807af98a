"""The words in the figures. A drawing has its lines in `templates/figures` and its words here, or elsewhere in the guide by id."""

from typing import Annotated

from pydantic import Field

from guide.model.base import Id, Label, Model, Note, Phrase, SectionRef


class Figure(Model):
    """What every figure has."""

    alt: Annotated[Label, Note("Det, figuren viser, til den, som ikke kan se den. Kun til oplæsning.")]
    """What the figure shows, for whoever cannot see it."""


class Spot(Model):
    """A place in a figure: a name and a short sentence."""

    title: Annotated[Label, Note("Står i figuren, hvor der er lidt plads: helst ikke længere end på dansk.")]
    """The name."""
    text: Annotated[Label, Note("Står i figuren, hvor der er lidt plads: helst ikke længere end på dansk.")]
    """What it means, in the student's words."""


class Parachute(Figure):
    """The way from the jump to the view, with room for three crosses at every place, and for their dates."""

    jump: Spot
    """The jump from the plane."""
    free_fall: Spot
    """The fall before the canopy opens."""
    bottom: Spot
    """The foot of the learning hill."""
    hill: Spot
    """The zigzag path up the hill."""
    view: Spot
    """The top of the hill."""
    canopy: Spot
    """The parachute: what one has with one."""
    time: Phrase
    """Each of the times a cross is put, `{n}` is its number."""
    date: Label
    """The word before the line for a date."""


class VisibleLearner(Figure):
    """A student in the middle of four fields, and three questions."""

    me: Label
    """The word at the student."""
    attitude: Spot
    """The field at the top left."""
    goals_and_signs: Spot
    """The field at the top right."""
    feedback: Spot
    """The field at the bottom left."""
    strategies: Spot
    """The field at the bottom right."""
    where_to: Label
    """The first question under the fields."""
    how_going: Label
    """The second question."""
    next_step: Label
    """The third question."""


class EvaluationArrow(Figure):
    """An arrow in parts from what was talked about to the next agreement."""

    take: SectionRef
    """The section whose cards are the parts, in order; the last is the head of the arrow."""
    year: Label
    """What to do with the row of small arrows, one for each conversation."""
    student: Label
    """Where the student signs."""
    teacher: Label
    """Where the teacher signs."""


class ReadyToLearn(Figure):
    """Two half circles with what makes it easier to learn, in two rings."""

    me: Label
    """The word at the student."""
    out_of_school: SectionRef
    """The section whose table has the factors of the left half in its first column."""
    in_school: SectionRef
    """The section whose table has the factors of the right half in its first column."""
    inner: Label
    """What the inner ring is for; stands in the ring and in the key."""
    outer: Label
    """What the outer ring is for."""
    well: Label
    """What a cross means."""
    change: Label
    """What an arrow means."""


class Mindset(Figure):
    """Two kinds of thoughts that answer each other."""

    take: SectionRef
    """The section whose pairs are the thoughts; its headings stand over the halves."""
    most: Annotated[int, Field(ge=2, le=8)]
    """How many pairs the figure has, counted from the first."""
    today: Label
    """The words before the line for the subject, at the place for a cross."""
    foot: Label
    """The sentence under the figure."""


class SevenTraits(Figure):
    """The traits with sign, pattern and key action. The words come from the traits."""


class Costa(Figure):
    """A house with three floors, a kind of question on each."""

    take: SectionRef
    """The section with the floors as cards, the lowest first."""
    words: SectionRef
    """The section whose table has a row for each floor, the highest first: floor, verbs, beginnings of questions."""
    says: dict[Id, Label]
    """What a student does on each floor, in a few words; the ids and the order are those of the cards."""
    verbs: Label
    """The heading of the verbs."""
    starters: Label
    """The heading of the beginnings of questions."""
    write: Label
    """What to write on the lines of every floor."""


class Figures(Model):
    """Every figure of the guide."""

    visible_learner: VisibleLearner
    """A student in the middle of four fields."""
    ready_to_learn: ReadyToLearn
    """What makes it easier to learn."""
    mindset: Mindset
    """Two kinds of thoughts."""
    parachute: Parachute
    """From the jump to the view."""
    evaluation_arrow: EvaluationArrow
    """From what was talked about to the agreement."""
    seven_traits: SevenTraits
    """The traits side by side."""
    costa: Costa
    """A house of questions."""
