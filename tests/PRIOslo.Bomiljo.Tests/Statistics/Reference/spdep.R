# Makes spdep.csv and spdep-global.csv: Rscript spdep.R areas.csv OUTDIR
# Made with spdep 1.2-7 (Debian 12, r-cran-spdep), its defaults, binary weights.
suppressMessages(library(spdep))
paths <- commandArgs(TRUE)
areas <- read.csv(paths[1], sep = ";", colClasses = c(neighbours = "character"))
nb <- lapply(strsplit(areas$neighbours, " "), function(x) if (length(x)) as.integer(x) + 1L else 0L)
class(nb) <- "nb"
attr(nb, "region.id") <- as.character(seq_along(nb))
lw <- nb2listw(nb, style = "B", zero.policy = TRUE)
star <- nb2listw(include.self(nb), style = "B")
x <- 1000 * areas$events / areas$residents
global <- EBest(areas$events, areas$residents, family = "poisson")
local <- EBlocal(areas$events, areas$residents, nb, zero.policy = TRUE)
geoda <- EBlocal(areas$events, areas$residents, nb, zero.policy = TRUE, geoda = TRUE)
moran <- localmoran(x, lw, zero.policy = TRUE)
nearest <- knearneigh(as.matrix(areas[, c("east", "north")]), k = 5)$nn
show <- function(v) ifelse(is.nan(v) | is.na(v), "NaN", sprintf("%.17g", v))
out <- data.frame(
  gi = show(as.vector(localG(x, lw, zero.policy = TRUE))), gi_star = show(as.vector(localG(x, star))),
  moran = show(moran[, 1]), moran_expected = show(moran[, 2]), moran_variance = show(moran[, 3]), moran_p = show(moran[, 5]),
  eb = show(global$est), eb_local = show(local$est), eb_geoda = show(geoda$est),
  nearest = apply(nearest, 1, function(r) paste(sort(r) - 1, collapse = " ")))
write.table(out, file.path(paths[2], "spdep.csv"), sep = ";", quote = FALSE, row.names = FALSE)
mi <- moran.test(x, lw, zero.policy = TRUE)
g <- globalG.test(x, lw, zero.policy = TRUE)
oneway <- nb2listw(knn2nb(knearneigh(as.matrix(areas[, c("east", "north")]), k = 5)), style = "B")
one <- moran.test(x, oneway)
alone <- nb
for (i in alone[[1]]) { alone[[i]] <- setdiff(alone[[i]], 1L); if (!length(alone[[i]])) alone[[i]] <- 0L }
alone[[1]] <- 0L # the first area becomes an island
isle <- nb2listw(alone, style = "B", zero.policy = TRUE)
im <- moran.test(x, isle, zero.policy = TRUE)
ig <- globalG.test(x, isle, zero.policy = TRUE)
p <- p.adjust(moran[, 5], "BH"); q <- p.adjust(moran[, 5], "BY")
out <- data.frame(
  name = c("moran", "moran_expected", "moran_variance", "moran_p", "g", "g_expected", "g_variance", "g_p", "eb_a", "eb_b",
    "moran_nearest", "moran_nearest_variance", "moran_island", "moran_island_expected", "moran_island_variance", "g_island", "g_island_expected", "g_island_variance", "bh_sum", "by_sum"),
  value = show(c(mi$estimate, mi$p.value, g$estimate, g$p.value, attr(global, "parameters")$a, attr(global, "parameters")$b,
    one$estimate[1], one$estimate[3], im$estimate, ig$estimate, sum(p, na.rm = TRUE), sum(q, na.rm = TRUE))))
write.table(out, file.path(paths[2], "spdep-global.csv"), sep = ";", quote = FALSE, row.names = FALSE)
