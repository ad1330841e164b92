# Makes areas.csv: Rscript make-areas.R DELBYDELER.geojson POPULATION.csv > areas.csv
# 96 delbydeler of Oslo (bydelsfakta, Oslo kommune), their queen neighbours by spdep at a snap of 2 m in EPSG:25832
# (numbers counted from 0; spdep compares vertices alone), those whose polygons lie within 2 m by GEOS, residents estimated from the 250 m grid of SSB 2023, and made-up events: no real ones.
suppressMessages({ library(sf); library(spdep) })
paths <- commandArgs(TRUE)
shapes <- st_transform(st_read(paths[1], quiet = TRUE), 25832)
shapes <- shapes[order(shapes$kode), ]
residents <- read.csv(paths[2], colClasses = c(id = "character"))
residents <- round(residents$pop2023_areaweighted[match(shapes$delbydel_id, residents$id)])
nb <- suppressWarnings(poly2nb(shapes, queen = TRUE, snap = 2))
touching <- st_is_within_distance(shapes, dist = 2)
set.seed(2024)
risk <- rgamma(nrow(shapes), 4, 4)
risk[c(10, nb[[10]])] <- risk[c(10, nb[[10]])] * 1.8
events <- rnbinom(nrow(shapes), mu = 0.012 * residents * risk, size = 0.006 * residents + 0.1)
centre <- suppressWarnings(st_coordinates(st_centroid(st_geometry(shapes))))
cat("code;events;residents;east;north;neighbours;touching\n")
for (i in seq_len(nrow(shapes))) cat(sprintf("%s;%d;%d;%.2f;%.2f;%s;%s\n", shapes$kode[i], events[i], residents[i],
  centre[i, 1], centre[i, 2], paste(setdiff(nb[[i]], 0) - 1, collapse = " "), paste(setdiff(touching[[i]], i) - 1, collapse = " ")))
