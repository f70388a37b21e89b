### Cómo se llama el idioma y cómo escribe números, dinero, tamaños, horas y días.

language-own-name = Español
# Entre los millares: . , ’ {" "} o none. Antes de los decimales: , o .
number-group = ,
number-decimal = .
money =
    { $currency ->
        [USD] US$ { $amount }
        [BRL] R$ { $amount }
        [EUR] € { $amount }
        [GBP] £ { $amount }
       *[other] { $currency } { $amount }
    }
size-bytes = { $count } B
size-kilobytes = { $count } kB
size-megabytes = { $count } MB
# De $hour (00 a 23), $hour12 (1 a 12), $minute y $half (am o pm).
time-of-day = { $hour }:{ $minute }
# De $day (05), $d (5), $month (03), $monthname y $year.
date-this-year = { $day }/{ $month }
date-other-year = { $day }/{ $month }/{ $year }
month-names = ene feb mar abr may jun jul ago sep oct nov dic
# Con qué separan los programas de tablas del idioma las columnas de un CSV: , o ;
sheet-delimiter = ;
