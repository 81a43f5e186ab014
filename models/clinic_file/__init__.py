"""The clinic file: what a clinic says about itself, its doctors and their hours, in YAML."""

from models.clinic_file.document import ClinicFile
from models.clinic_file.exporter import export_clinic
from models.clinic_file.importer import import_clinic
from models.clinic_file.reader import load_clinic
from models.clinic_file.zone import Keep, ZoneChange, touched

__all__ = ["ClinicFile", "Keep", "ZoneChange", "export_clinic", "import_clinic", "load_clinic", "touched"]
