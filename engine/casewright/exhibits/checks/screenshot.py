"""Own screenshots: a whole desktop window with address bar, path and time."""

from collections.abc import Iterator
from fractions import Fraction

from casewright.exhibits.checking import Candidate, World
from casewright.model import Finding, Kind, Severity

PHONE = Kind(
    "exhibits/phone-screenshot", Severity.ERROR,
    "{zh}是后台截图，但{why_zh}，看不到完整的浏览器地址栏和时间。",
    "{en} is a Seller Central screenshot, but {why_en}; it cannot show the browser's address bar and the time in full.",
    "用电脑浏览器重新截取整个窗口：地址栏网址、页面路径、店铺名称和系统日期时间都要在画面里。",
    "Take it again on a computer, the whole window: address bar, page path, store name and the clock in the picture.",
)  # fmt: skip
NO_BAR = Kind(
    "exhibits/no-address-bar", Severity.ERROR,
    "案件表备注说明{zh}没有地址栏或时间：“{note}”。",
    "The sheet's note says that {en} lacks address bar or time: \"{note}\".",
    "重新截取完整的浏览器窗口，并把备注改为“已核对地址栏和时间”。",
    "Take the whole browser window again and change the note to \"address bar and time checked\".",
)  # fmt: skip
SMALL = Kind(
    "exhibits/screenshot-small", Severity.WARNING,
    "{zh}只有 {width}×{height} 像素，可能是裁剪过的截图，字也可能看不清。",
    "{en} has only {width}×{height} pixels; it may be cropped, and its letters hard to read.",
    "不裁剪、不缩小，重新截取整个浏览器窗口并存成 PNG。",
    "Take the whole browser window again, neither cropped nor scaled down, as PNG.",
)  # fmt: skip
BY_EYE = Kind(
    "exhibits/check-address-bar", Severity.INFO,
    "{zh}是后台截图：程序不能代替人工确认地址栏网址、页面路径和时间是否在画面里。",
    "{en} is a Seller Central screenshot: whether address bar, page path and time show must be checked by eye.",
    "打开看一眼；确认后在备注栏写“已核对地址栏和时间”。",
    "Open and look; then write \"address bar and time checked\" into the note.",
)  # fmt: skip

#: Above this, height to width, a picture is a phone screen or a long stitched capture, never a desktop window.
_TALL = Fraction(16, 10)
#: A browser window on the smallest common desktop screen is 1,280 pixels wide.
_NARROW = 900
_PICTURES = frozenset({"png", "jpeg", "gif", "tiff", "webp", "bmp", "heic", "avif"})

_SUBJECTS = ("地址栏", "网址", "url", "address bar", "时间戳", "timestamp")
_DENIED = ("没有", "无地址", "无网址", "无url", "无时间", "看不到", "缺", "未显示", "未截", "no address", "no url",
           "without", "missing", "not visible", "not shown", "cropped", "no timestamp")  # fmt: skip
_CONFIRMED = ("已核对", "已检查", "已确认", "核对无误", "完整", "checked", "verified", "visible", "confirmed")


def check(candidate: Candidate, world: World) -> Iterator[Finding]:
    """Yield an error for phone screens, photos of a screen, and what the note itself denies; else ask for a look."""
    del world
    media, label, origin = candidate.item.media, candidate.label, candidate.row.origin
    if not candidate.kind.own_screenshot or media.kind not in _PICTURES or media.problem:
        return
    why = _phone(media.width or 0, media.height or 0, media.camera)
    if why:
        yield PHONE.at(origin, zh=label.zh, en=label.en, why_zh=why[0], why_en=why[1])
        return
    note = candidate.row.note
    about = any(word in note.casefold() for word in _SUBJECTS)
    if about and any(word in note.casefold() for word in _DENIED):
        yield NO_BAR.at(origin, zh=label.zh, en=label.en, note=note[:120])
        return
    if media.width and media.height and media.width < _NARROW:
        yield SMALL.at(origin, zh=label.zh, en=label.en, width=media.width, height=media.height)
    if not (about and any(word in note.casefold() for word in _CONFIRMED)):
        yield BY_EYE.at(origin, zh=label.zh, en=label.en)


def _phone(width: int, height: int, camera: str) -> tuple[str, str] | None:
    if camera:
        return f"它是用相机或手机拍的照片（{camera}）", f"it is a photo taken with a camera ({camera})"
    if width and Fraction(height, width) > _TALL:
        return (
            f"画面是竖长的（{width}×{height}），像手机截图或拼接长图",
            f"it is tall ({width}×{height}) like a phone screen or a stitched capture",
        )
    return None
