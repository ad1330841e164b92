# Makes auckland.csv and sids2.csv from the open example data of R's spData (CC0) and PySAL (BSD-3-Clause):
# Rscript published.R FOLDER, which holds auckland.gpkg, sids2.shp with its .dbf, and sids2.gal. Neighbours are counted from 0.
suppressMessages({ library(sf); library(spdep) })
folder <- commandArgs(TRUE)[1]
auckland <- st_drop_geometry(st_read(file.path(folder, "auckland.gpkg"), quiet = TRUE))
write.table(data.frame(events = auckland$M77_85, exposure = 9 * auckland$Und5_81), "auckland.csv", sep = ";", row.names = FALSE)
sids <- st_drop_geometry(st_read(file.path(folder, "sids2.shp"), quiet = TRUE))
nb <- read.gal(file.path(folder, "sids2.gal"), override.id = TRUE)
write.table(data.frame(events = sids[, 10], exposure = sids[, 9], neighbours = sapply(nb, function(x) paste(x - 1, collapse = " "))),
  "sids2.csv", sep = ";", row.names = FALSE, quote = FALSE)
