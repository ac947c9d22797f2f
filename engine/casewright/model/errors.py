"""What is wrong with the desk, with its exit code and the way out."""

from casewright.model.bilingual import Bilingual

EXIT_OK, EXIT_OURS, EXIT_USAGE, EXIT_INPUT, EXIT_PLAYBOOK, EXIT_PARTLY, EXIT_DESK, EXIT_INTERRUPTED = (
    0, 1, 2, 3, 4, 5, 6, 130,
)  # fmt: skip


class DeskError(Exception):
    """The surroundings are unusable: a folder is missing, the disk is full, trays overlap."""

    exit_code = EXIT_DESK

    def __init__(self, text: Bilingual, fix: Bilingual) -> None:
        super().__init__(f"{text.en} {fix.en}")
        self.text = text
        self.fix = fix

    def __reduce__(self) -> tuple[type["DeskError"], tuple[Bilingual, Bilingual]]:
        """Travel whole between processes: the message alone would not bring both languages back."""
        return type(self), (self.text, self.fix)


class PlaybookError(DeskError):
    """No playbook can be put in force: a workbook or template does not pass and no earlier one is known good."""

    exit_code = EXIT_PLAYBOOK
