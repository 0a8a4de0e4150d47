"""What a caller sends with an act: every member is named by the endpoint, and any other is refused."""

from collections.abc import Mapping
from typing import Any

from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.serializers import Serializer


class Input(Serializer[Any]):
    """Base of the serializers of acts.

    An unknown member is refused, so that nobody sets a stage, a version or a hash (OWASP ASVS 15.3.3).
    """

    def to_internal_value(self, data: Any) -> Any:
        """The valid members. Raises ValidationError that points at each wrong one and each unknown one."""
        errors = self._unknown(data) if isinstance(data, Mapping) else {}
        try:
            given = super().to_internal_value(data)
        except ValidationError as error:
            raise ValidationError({**errors, **dict(error.detail)}) from error  # type: ignore[arg-type]
        if errors:
            raise ValidationError(errors)
        return given

    def _unknown(self, data: Mapping[str, Any]) -> dict[str, Any]:
        known = {name for name, field in self.fields.items() if not field.read_only}
        message = f"This is not a member of what is sent here, which takes: {', '.join(sorted(known)) or 'none'}."
        return {name: [ErrorDetail(message, code="unknown_member")] for name in data if name not in known}
