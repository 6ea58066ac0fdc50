"""What a gazetteer holds, written for other programs: records, spreadsheets, linked places, FollowTheMoney."""

from gazetteer.exporting.orders import FORMATS, ExportReport, export

__all__ = ["FORMATS", "ExportReport", "export"]
