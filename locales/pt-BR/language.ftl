### Como o idioma se chama e como escreve números, dinheiro, tamanhos, horas e dias.

language-own-name = Português
# Entre os milhares: . , ’ {" "} ou none. Antes dos decimais: , ou .
number-group = .
number-decimal = ,
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
# De $hour (00 a 23), $hour12 (1 a 12), $minute e $half (am ou pm).
time-of-day = { $hour }:{ $minute }
# De $day (05), $d (5), $month (03), $monthname e $year.
date-this-year = { $day }/{ $month }
date-other-year = { $day }/{ $month }/{ $year }
month-names = jan fev mar abr mai jun jul ago set out nov dez
# Com o que os programas de tabelas do idioma separam as colunas de um CSV: , ou ;
sheet-delimiter = ;
