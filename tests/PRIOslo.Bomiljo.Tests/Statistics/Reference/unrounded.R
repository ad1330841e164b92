# Makes unrounded.csv, the figures that published.R's data and the six points of spdep's help page print in few digits:
# Rscript unrounded.R FOLDER OUTDIR, the folder with auckland.csv and sids2.csv. Made with spdep 1.2-7 (Debian 12, r-cran-spdep).
suppressMessages(library(spdep))
paths <- commandArgs(TRUE)
show <- function(name, v) data.frame(name = if (length(v) == 1) name else paste0(name, "_", seq_along(v)), value = sprintf("%.17g", v))
x <- c(2, 3, 3.2, 5, 8, 7)
xy <- cbind(c(10, 20, 40, 15, 30, 30), c(10, 10, 10, 20, 20, 30))
nb <- dnearneigh(xy, 0, 15)
lw <- nb2listw(nb, style = "B")
g <- globalG.test(x, lw)
auckland <- read.csv(file.path(paths[1], "auckland.csv"), sep = ";")
marshall <- attr(EBest(auckland$events, auckland$exposure, family = "poisson"), "parameters")
sids <- read.csv(file.path(paths[1], "sids2.csv"), sep = ";", colClasses = c(neighbours = "character"))
near <- lapply(strsplit(sids$neighbours, " "), function(i) as.integer(i) + 1L)
class(near) <- "nb"
attr(near, "region.id") <- as.character(seq_along(near))
window <- nb2listw(include.self(near), style = "B")
out <- rbind(
  show("g", g$estimate[[1]]), show("g_p", g$p.value),
  show("gi", as.vector(localG(x, lw))), show("gi_star", as.vector(localG(x, nb2listw(include.self(nb), style = "B")))),
  show("auckland_a", marshall$a), show("auckland_b", marshall$b),
  show("excess", (probmap(sids$events, sids$exposure)$relRisk / 100)[1:5]),
  show("eb", EBest(sids$events, sids$exposure, family = "poisson")$estmm[1:5]),
  show("spatial", (lag.listw(window, sids$events) / lag.listw(window, sids$exposure))[1:5]))
write.table(out, file.path(paths[2], "unrounded.csv"), sep = ";", quote = FALSE, row.names = FALSE)
