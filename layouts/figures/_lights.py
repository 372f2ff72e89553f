"""How the traffic light of goals is drawn: its colours and signs."""

from data_access.measures.goals.states import Light

LIGHT_COLOURS = {
    Light.ROJO: ("#A3261B", "#FFFFFF"),
    Light.AMARILLO: ("#F2C230", "#1D2329"),
    Light.VERDE: ("#1E6B3A", "#FFFFFF"),
    Light.NARANJA: ("#B8500A", "#FFFFFF"),
    Light.SIN_DATO: ("#5C6670", "#FFFFFF"),
    Light.SIN_INICIAR: ("#5C6670", "#FFFFFF"),
}
"""Ground and sign of each light; the style sheet repeats them."""
LEVEL_COLOURS = ("#40505A", "#FFFFFF")
"""Ground and ink of a level above the goals, which read on either background."""
SIGNS = {
    Light.ROJO: "✕",
    Light.AMARILLO: "!",
    Light.VERDE: "✓",
    Light.NARANJA: "↑",
    Light.SIN_DATO: "?",
    Light.SIN_INICIAR: "–",
}
"""What each light is drawn with, so that it does not rest on colour alone."""
