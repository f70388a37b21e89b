### Dates, durations, lists.

date-yesterday = yesterday { $time }
date-tomorrow = tomorrow { $time }
date-day = { $day }, { $time }
duration-now = now
duration-minutes = { $minutes } min
duration-hours = { $hours } h
duration-hours-minutes = { $hours } h { $minutes } min
duration-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
list-two = { $first } and { $second }
list-many = { $first }, and { $last }
