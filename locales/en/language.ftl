### What the language is called, and how it writes numbers, money, sizes, times and days.

language-own-name = English
# Between thousands: . , ’ {" "} or none. Before decimals: , or .
number-group = ,
number-decimal = .
money =
    { $currency ->
        [USD] ${ $amount }
        [BRL] R${ $amount }
        [EUR] €{ $amount }
        [GBP] £{ $amount }
       *[other] { $currency } { $amount }
    }
size-bytes = { $count } B
size-kilobytes = { $count } kB
size-megabytes = { $count } MB
# Of $hour (00 to 23), $hour12 (1 to 12), $minute and $half (am or pm).
time-of-day =
    { $half ->
        [am] { $hour12 }:{ $minute } AM
       *[pm] { $hour12 }:{ $minute } PM
    }
# Of $day (05), $d (5), $month (03), $monthname and $year.
date-this-year = { $monthname } { $d }
date-other-year = { $monthname } { $d }, { $year }
month-names = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
# What the language's spreadsheet programs put between the columns of a CSV: , or ;
sheet-delimiter = ,
