"""How a pupil acts in a frame: with one finger on a small tablet, or with a keyboard and nothing else."""

from tests.browser.keyboard import Keyboard
from tests.browser.simulators.host import Host

# A telephone’s width: what fits here fits everywhere.
TABLET = {"has_touch": True, "viewport": {"width": 360, "height": 740}}


def keyboard_in(host: Host) -> Keyboard:
    """Return a keyboard that looks at what has the focus inside of the frame."""
    return Keyboard(host.window, host.frame)
