module sonde.io/truth/web

go 1.24
