#!/usr/bin/env bash
# Runs the statistics and their peers in turn on the same data, and prints one table with the ratios (below 1 is faster than the peer).
# Needs .NET 10, python3 with SciPy, and R with spdep (Debian: python3-scipy, r-cran-spdep).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
areas=../../PRIOslo.Bomiljo.Tests/Statistics/Reference/areas.csv

dotnet run -c Release Benchmark.cs -- "$folder" "$areas" | tee "$folder/own.csv"
/usr/bin/python3 peers.py "$folder" | tee "$folder/peers.csv"
Rscript peers.R "$areas" | tee -a "$folder/peers.csv"

seconds() { awk -F';' -v name="$2" '$1 == name { print $2 }' "$folder/$1.csv"; }
ratio() { printf '%-45s / %-45s %6.2f\n' "$1" "$2" "$(awk "BEGIN { print $(seconds own "$1") / $(seconds peers "$2") }")"; }
echo
ratio 'hot spots 99,999 draws' 'spdep localG_perm and localmoran_perm, 999'
for own in 'quartic density' 'quartic density, edges corrected'; do
  for peer in 'SciPy histogram2d and ndimage.convolve' 'SciPy bincount and fftconvolve'; do ratio "$own" "$peer"; done
done
awk -F';' '$1 == "quartic density" { size = 1e6; before = $2 } $1 ~ /^quartic density, [0-9]+ points$/ { split($1, word, " "); next_size = word[3]
  printf "quartic density, %d to %d points: %.2f s, over n log n %.2f\n", size, next_size, $2, $2 / before / (next_size * log(next_size) / (size * log(size))); size = next_size; before = $2 }' "$folder/own.csv"
