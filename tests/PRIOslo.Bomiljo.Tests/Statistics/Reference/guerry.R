# Makes guerry.csv from A.-M. Guerry's moral statistics of France (1833), 85 departments, as PySAL has them:
# Rscript guerry.R guerry.shp OUTDIR. Made with spdep 1.2-7, queen contiguity, persons per crime against persons (Crm_prs). The column «esda» is
# computed from the weight matrix by the equation of PySAL's Moran_Local, without spdep's. The columns «p_…» are spdep's own, whose draws are with
# replacement; «greater» and «less» are Anselin's conditional permutation (1995, p. 96), drawn by base R without replacement, as PySAL does. Neighbours are counted from 0.
suppressMessages({ library(sf); library(spdep) })
paths <- commandArgs(TRUE)
france <- st_read(paths[1], quiet = TRUE)
x <- france$Crm_prs
nb <- poly2nb(france, queen = TRUE)
b <- nb2listw(nb, style = "B")
w <- nb2listw(nb, style = "W")
n <- length(x)
z <- x - mean(x)
esda <- (n - 1) * z * as.vector(nb2mat(nb, style = "W") %*% z) / sum(z^2) # Moran_Local with row-standardised weights
star <- localG(x, nb2listw(include.self(nb), style = "B"))
starw <- localG(x, nb2listw(include.self(nb), style = "W"))
analytic <- localmoran(x, b)
set.seed(1)
draws <- localmoran_perm(x, w, nsim = 9999)
without <- sapply(seq_len(n), function(i) {
  k <- length(nb[[i]])
  sums <- replicate(99999, sum(sample(x[-i], k)))
  observed <- sum(x[nb[[i]]])
  c((sum(sums >= observed) + 1) / 1e5, (sum(sums <= observed) + 1) / 1e5)
})
show <- function(v) sprintf("%.17g", v)
write.table(data.frame(
  crm_prs = x, neighbours = sapply(nb, function(i) paste(i - 1, collapse = " ")),
  moran = show(analytic[, 1]), moran_p = show(analytic[, 5]), moran_w = show(localmoran(x, w)[, 1]), esda = show(esda),
  gi_star = show(as.vector(star)), gi_star_w = show(as.vector(starw)),
  p_two_sided = show(draws[, "Pr(z != E(Ii)) Sim"]), p_folded = show(draws[, "Pr(folded) Sim"]),
  greater = show(without[1, ]), less = show(without[2, ])),
  file.path(paths[2], "guerry.csv"), sep = ";", quote = FALSE, row.names = FALSE)
