### Datas, durações, listas.

date-yesterday = ontem { $time }
date-tomorrow = amanhã { $time }
date-day = { $day } { $time }
duration-now = agora
duration-minutes = { $minutes } min
duration-hours = { $hours } h
duration-hours-minutes = { $hours } h { $minutes } min
duration-days =
    { $days ->
        [one] { $days } dia
       *[other] { $days } dias
    }
list-two = { $first } e { $second }
list-many = { $first } e { $last }
