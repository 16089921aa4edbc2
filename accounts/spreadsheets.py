"""Tables as files: an answer in CSV or as a workbook, its cells made safe."""

from django.http import HttpResponse, StreamingHttpResponse

from .csv_cells import as_xlsx, csv_lines

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attached(rows, kind, name, title):
    """The rows as a file of this kind, "csv" or "xlsx"; ``title`` is that of a workbook's sheet."""
    if kind == "xlsx":
        response = HttpResponse(as_xlsx(rows, title), content_type=XLSX)
    else:
        response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
