# spdep's permutation tests on the 96 areas, one theme and year: Rscript peers.R AREAS.csv. Prints name, best seconds, first seconds.
suppressMessages(library(spdep))
areas <- read.csv(commandArgs(TRUE)[1], sep = ";", colClasses = c(neighbours = "character"))
nb <- lapply(strsplit(areas$neighbours, " "), function(x) as.integer(x) + 1L)
class(nb) <- "nb"
attr(nb, "region.id") <- as.character(seq_along(nb))
lw <- nb2listw(nb, style = "B")
star <- nb2listw(include.self(nb), style = "B")
x <- 1000 * areas$events / areas$residents
seconds <- sapply(1:11, function(i) system.time({ localG_perm(x, star, nsim = 999); localmoran_perm(x, lw, nsim = 999) })[["elapsed"]])
cat(sprintf("spdep localG_perm and localmoran_perm, 999;%.4f;%.4f\n", min(seconds[-1]), seconds[1]))
