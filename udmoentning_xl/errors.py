"""The exceptions of the package, split on who must act. Faults in a plan are findings, never exceptions."""


class UdmoentningError(Exception):
    """The run cannot go on. The text is one Danish sentence that names the file or cell and says what to do; where
    several things are to be mended, one for each.
    """

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


class PlanFileError(UdmoentningError):
    """The user's workbook cannot be read, or holds no plan."""


class ConfigError(UdmoentningError):
    """The user's settings (``udmoentning.toml`` or an option) cannot be used."""


class TargetError(UdmoentningError):
    """The result cannot be written where the user wants it."""
