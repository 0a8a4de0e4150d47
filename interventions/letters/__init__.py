"""The texts of inspections, packages, proposals, directions and appointments, made from versioned templates."""

from cases.letters.templates import texts_in

render = texts_in(__path__[0])
