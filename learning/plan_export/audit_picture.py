"""The audit as a picture for Word, which draws no SVG everywhere."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from learning.pdf import font_path

from .audit_chart import FIRST, SECOND

# In dots; the picture is shown 16 cm wide.
WIDTH, LEFT, LONGEST, BAR, BETWEEN, KEY = 1600, 380, 1000, 34, 34, 70
SIZE, INK = 30, "#17221e"


def audit_png(audit):
    """PNG bytes: the same audit gives the same bytes."""
    font = ImageFont.truetype(str(font_path("AtkinsonHyperlegible-Regular.ttf")), SIZE)
    tallies = [(audit.baseline, FIRST), (audit.repeat, SECOND)] if audit.repeat else []
    fills = [fill for _tally, fill in tallies] or [SECOND]
    top = KEY if tallies else BETWEEN // 2
    step = len(fills) * (BAR + 4) + BETWEEN
    image = Image.new("RGB", (WIDTH, top + step * len(audit.rows)), "white")
    draw = ImageDraw.Draw(image)
    for index, (tally, fill) in enumerate(tallies):
        left = LEFT + index * 420
        draw.rectangle((left, 14, left + SIZE, 14 + SIZE), fill)
        draw.text((left + SIZE + 14, 14 + SIZE // 2), tally.day, INK, font, anchor="lm")
    for row, (label, *shares) in enumerate(audit.rows):
        begins = top + row * step
        draw.text((0, begins + (step - BETWEEN) // 2), label, INK, font, anchor="lm")
        for index, (fill, share) in enumerate(zip(fills, shares, strict=False)):
            y, width = begins + index * (BAR + 4), max(3, LONGEST * share[2] // 100)
            draw.rectangle((LEFT, y, LEFT + width, y + BAR), fill)
            draw.text((LEFT + width + 16, y + BAR // 2), f"{share[2]}%", INK, font, anchor="lm")
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
