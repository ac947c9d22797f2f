"""The process that reads pictures: started, watched and ended by ``media_ocr``, never imported by it.

It takes one request a line on standard input, ``{"path": ..., "page": null | number}``, and answers each with one line,
``{"boxes": [[left, top, right, bottom, text, score], ...]}`` or ``{"error": ...}``. It runs on one core, within a bound
of memory, reads models from its own wheel and opens no connection. Without work for a while it ends by itself.
"""

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

from PIL import Image, ImageOps

from casewright.intake.helper import JsonLines, orders

#: Address space; the models and one page at full size take 0.8 GB.
_MEMORY = 6 << 30
#: Pixels: a picture is brought to this width, cut into pieces of this height, and no more than so many of them.
_WIDTH, _HEIGHT, _PIECES = 2000, 1600, 16
#: Letters lower than this, in pixels, are read from a picture of twice the size.
_LOW = 15
_DPI = 200
_FAULTS = (
    OSError, ValueError, TypeError, KeyError, RuntimeError, MemoryError, SyntaxError, Image.DecompressionBombError,
)  # fmt: skip

Box = tuple[float, float, float, float, str, float]


class Told(Protocol):
    """What the engine says of a picture: four corners, a text and a score for each stretch of text."""

    boxes: Sequence[Sequence[Sequence[float]]] | None
    txts: Sequence[str]
    scores: Sequence[float]


#: Reads a picture given as rows of blue, green and red.
Engine = Callable[[object], Told]


def main() -> None:
    """Answer requests until standard input ends."""
    _bound_memory()
    engine = None
    for order, answer in orders(JsonLines()):
        try:
            if engine is None:
                engine = _engine()
            answer({"boxes": [box for picture, top in _pieces(order) for box in _read(engine, picture, top)]})
        except _FAULTS as error:
            answer({"error": type(error).__name__})


def _bound_memory() -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _engine() -> Engine:
    from rapidocr import RapidOCR  # the extra, which takes seconds to load

    engine = RapidOCR(params={
        "Global.use_cls": False, "Global.log_level": "critical", "Rec.rec_batch_num": 1,
        "EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    })  # fmt: skip
    return cast("Engine", engine)


def _pieces(order: Mapping[str, object]) -> Iterator[tuple[Image.Image, int]]:
    """Yield a picture in pieces that the models see at full size, each with where its top lies."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        picture = _picture(Path(str(order["path"])), cast("int | None", order.get("page")))
    if picture.width > _WIDTH:
        height = max(1, round(picture.height * _WIDTH / picture.width))
        picture = picture.resize((_WIDTH, height), Image.Resampling.LANCZOS)
    top = 0
    for _ in range(_PIECES):
        if top >= picture.height:
            return
        bottom = picture.height if picture.height - top <= _HEIGHT * 1.2 else _quiet_row(picture, top + _HEIGHT)
        yield picture.crop((0, top, picture.width, bottom)), top
        top = bottom


def _picture(path: Path, page: int | None) -> Image.Image:
    if page is not None:
        import pypdfium2

        document = pypdfium2.PdfDocument(path)
        sheet = document[page]
        scale = min(_DPI / 72, 4000 / max(1.0, *sheet.get_size()))
        return cast("Image.Image", sheet.render(scale=scale).to_pil()).convert("RGB")
    with Image.open(path) as opened:
        upright = ImageOps.exif_transpose(opened)
        if upright.mode in {"RGBA", "LA", "P"}:
            layer = upright.convert("RGBA")
            paper = Image.new("RGBA", layer.size, "white")
            return Image.alpha_composite(paper, layer).convert("RGB")
        return upright.convert("RGB")


def _quiet_row(picture: Image.Image, wanted: int) -> int:
    """Return the row near a wanted one on which the least is drawn: no line of text is cut in two."""
    strip = picture.crop((0, wanted - 200, picture.width, wanted)).convert("L")
    column = strip.resize((64, strip.height), Image.Resampling.BOX)
    rows = list(column.getdata())
    spread = [max(rows[at * 64 : at * 64 + 64]) - min(rows[at * 64 : at * 64 + 64]) for at in range(strip.height)]
    return wanted - 200 + max(range(strip.height), key=lambda at: (-spread[at], at))


def _read(engine: Engine, picture: Image.Image, top: int) -> list[Box]:
    boxes = _boxes(engine, picture, 1)
    heights = sorted(box[3] - box[1] for box in boxes)
    if heights and heights[len(heights) // 2] < _LOW and picture.width * 2 <= _WIDTH * 1.5:
        larger = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.LANCZOS)
        boxes = _boxes(engine, larger, 2)
    return [(left, high + top, right, low + top, text, score) for left, high, right, low, text, score in boxes]


def _boxes(engine: Engine, picture: Image.Image, scale: int) -> list[Box]:
    import numpy as np

    told = engine(np.asarray(picture)[:, :, ::-1])
    if told.boxes is None:
        return []
    found = zip(told.boxes, told.txts, told.scores, strict=True)
    return [_box(corners, text, score, scale) for corners, text, score in found]


def _box(corners: Sequence[Sequence[float]], text: str, score: float, scale: int) -> Box:
    across = [float(corner[0]) / scale for corner in corners]
    down = [float(corner[1]) / scale for corner in corners]
    left, top, right, bottom = (round(edge, 1) for edge in (min(across), min(down), max(across), max(down)))
    return left, top, right, bottom, text, round(float(score), 3)


if __name__ == "__main__":
    main()
