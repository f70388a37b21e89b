### Fechas, duraciones, listas.

date-yesterday = ayer { $time }
date-tomorrow = mañana { $time }
date-day = { $day } { $time }
duration-now = ahora
duration-minutes = { $minutes } min
duration-hours = { $hours } h
duration-hours-minutes = { $hours } h { $minutes } min
duration-days =
    { $days ->
        [one] { $days } día
       *[other] { $days } días
    }
list-two = { $first } y { $second }
list-many = { $first } y { $last }
