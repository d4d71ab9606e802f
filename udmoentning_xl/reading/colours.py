"""The names of colours: of the traffic light, and what a person calls any fill."""

#: The traffic light as the hues of a fill: upper bound of the hue in degrees -> name; the rest says nothing.
_HUES = ((25, "rød"), (70, "gul"), (170, "grøn"), (330, ""), (361, "rød"))


def colour_name(rgb: str) -> str:
    """The traffic-light colour of a fill, "" for any other: grey, blue and pale tints say nothing."""
    red, green, blue = (int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4))
    high, low = max(red, green, blue), min(red, green, blue)
    if high - low < 0.12:
        return ""
    if high == red:
        hue = 60 * ((green - blue) / (high - low) % 6)
    elif high == green:
        hue = 60 * ((blue - red) / (high - low) + 2)
    else:
        hue = 60 * ((red - green) / (high - low) + 4)
    return next(name for bound, name in _HUES if hue < bound)
