"""Opens the served project, and an exported GeoPackage, in QGIS without a window, and tells each layer's features and styles.

Usage: open_in_qgis.py ADDRESS [FILE.gpkg]; needs python3-qgis. Ends with an error if a layer cannot be read, is empty or has no style.
"""
import os
import sys
import tempfile
import urllib.request

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import Qgis, QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsVectorLayer  # noqa: E402
from qgis.PyQt.QtCore import QSize  # noqa: E402


def check(layer):
    """Prints what a layer holds; returns whether it is as it should be."""
    features = sum(1 for _ in layer.getFeatures()) if layer.isValid() else 0
    renderer = layer.renderer().type() if layer.isValid() else "none"
    rules = [rule for rule in layer.renderer().rootRule().descendants()] if renderer == "RuleRenderer" else []
    broken = [rule.label() for rule in rules if rule.filterExpression() and rule.filter() and rule.filter().hasParserError()]
    print(f"{layer.name()}: valid {layer.isValid()}, {features} features, {renderer}, {len(rules)} rules, {len(broken)} of them broken")
    return layer.isValid() and features > 0 and rules and not broken


def picture(layers, extent, crs, path):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(crs)
    settings.setExtent(extent)
    settings.setOutputSize(QSize(900, 900))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(path)
    colours = {image.pixel(x, y) for x in range(0, 900, 9) for y in range(0, 900, 9)}
    print(f"drawn to {path}: {len(colours)} colours")
    return len(colours) > 3


def main(address, geopackage=None):
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    print(f"QGIS {Qgis.QGIS_VERSION}")
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "bomiljo.qgs")
        urllib.request.urlretrieve(f"{address}/ogc/bomiljo.qgs", file)
        project = QgsProject.instance()
        fine = project.read(file)
        print(f"project read: {fine}, {project.crs().authid()}, «{project.title()}»")
        layers = list(project.mapLayers().values())
        fine = all([check(layer) for layer in layers]) and bool(layers) and fine
        if layers:
            extent = layers[0].extent()
            settings = QgsMapSettings()
            settings.setDestinationCrs(layers[0].crs())
            fine = picture(layers, extent, layers[0].crs(), os.path.join(tempfile.gettempdir(), "bomiljo-qgis-project.png")) and fine
        if geopackage:
            layer = QgsVectorLayer(f"{geopackage}|layername=heatmap", os.path.basename(geopackage), "ogr")
            message, applied = layer.loadDefaultStyle()
            print(f"default style applied: {applied} {message}")
            fine = check(layer) and applied and fine
            fine = picture([layer], layer.extent(), layer.crs(), os.path.join(tempfile.gettempdir(), "bomiljo-qgis-file.png")) and fine
        project.clear()
    application.exitQgis()
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
