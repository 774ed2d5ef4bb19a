//! The settings and the plan, as text.

use super::calendar::Calendar;

pub(super) const SETTINGS: &str = r#"format = 1
language = "en"
notice = "An invented country"

[category]
poor = "Poor commune"

[register.posts]
columns.id = "key"
columns.unit = "units"
columns.from = "date"
columns.to = { type = "date", required = false }

[log.visits]
columns.id = "key"
columns.date = "date"
columns.trip = "text"
columns.unit = "units"
columns.form = { type = "choice", of = ["advice", "court", "other"] }
columns.participants = { type = "integer", min = 0 }
columns.women = { type = "integer", min = 0, at_most = "participants", required = false }
columns.cost = { type = "money", min = 0, required = false }

[log.materials]
columns.id = "key"
columns.date = "date"
columns.unit = "units"
columns.kind = { type = "choice", of = ["leaflet", "handbook", "recording"] }
columns.copies = { type = "integer", min = 1 }
columns.stock = { type = "integer", min = 0, required = false }

[log.reports]
columns.id = "key"
columns.date = "date"
columns.period = "period"
columns.unit = "units"
"#;

/// The plan, for so many years.
pub(super) fn text(calendar: &Calendar) -> String {
    PLAN.replace("FIRST", &calendar.year(0)).replace("LAST", &calendar.year(calendar.years() - 1))
}

const PLAN: &str = r#"id = "country"
title = "An invented plan for an invented country"
period = "FIRST..LAST"

[agency]
ministry = "Ministry"
centre = { name = "Centre", parent = "ministry" }

[population.provinces]
register = "units"
where = { level = "province" }

[population.districts]
register = "units"
where = { level = "district" }

[population.communes]
register = "units"
where = { level = "commune" }

[population.poor]
register = "units"
where = { level = "commune" }
listed = ["poor"]

[population.villages]
register = "units"
where = { level = "village" }

[[activity]]
id = "visits"
number = "1"
title = "Visits"
lead = "ministry"
by = ["centre"]
log = "visits"
schedule = { every = "year" }
target = [
    { id = "any", title = "Every year" },
    { id = "commune", title = "Two visits to each commune a year", population = "communes", at_least = 2 },
    { id = "within", title = "A visit to each commune or one of its villages every half-year", population = "communes", count = "within", schedule = { every = "half" } },
    { id = "poor", title = "Ten visits to each poor commune by the end", population = "poor", at_least = 10, schedule = { windows = ["FIRST..LAST"] } },
    { id = "village", title = "A visit to each village by the end", population = "villages", schedule = { windows = ["FIRST..LAST"] } },
    { id = "days", title = "Two days in each commune a year", population = "communes", distinct = "day", at_least = 2 },
    { id = "months", title = "Four months with a visit in each poor commune a year", population = "poor", distinct = "month", at_least = 4 },
    { id = "trips", title = "Ten trips to each district a year", population = "districts", count = "within", distinct = "trip", at_least = 10 },
    { id = "reached", title = "A hundred participants in each commune a year", population = "communes", sum = "participants", at_least = 100 },
    { id = "women", title = "Women are 45 % of the participants in each district", population = "districts", count = "within", ratio = { of = "women", to = "participants" }, at_least = 45 },
    { id = "advice", title = "Advice in each poor commune a year", population = "poor", where = { form = "advice" } },
    { id = "crowd", title = "The year's last visit reached thirty", population = "communes", latest = "participants", at_least = 30, share = 50 },
    { id = "cost", title = "No more than 50 million for a commune a year", population = "communes", sum = "cost", at_most = 50_000_000 },
    { id = "quarter", title = "A visit in each province every quarter", population = "provinces", count = "within", schedule = { every = "quarter" } },
]

[[activity]]
id = "materials"
number = "2"
title = "Materials"
lead = "ministry"
by = ["centre"]
log = "materials"
population = "communes"
match = "kind"
schedule = { every = "year" }
share = 80
target = [
    { id = "leaflet", title = "Leaflets in 80 % of communes" },
    { id = "handbook", title = "Handbooks in 80 % of communes" },
    { id = "recording", title = "Recordings in 80 % of communes" },
    { id = "complete", title = "All three", all_of = ["leaflet", "handbook", "recording"] },
]

[[activity]]
id = "stock"
number = "3"
title = "Stock"
lead = "ministry"
by = ["centre"]
log = "materials"
target = [
    { id = "left", title = "Something left at the year's end", population = "poor", level = "stock", at_least = 1, schedule = { every = "year" } },
    { id = "posts", title = "A post in each poor commune", population = "poor", standing = "posts", schedule = { every = "year" } },
]

[[activity]]
id = "reports"
number = "4"
title = "Reports"
lead = "ministry"
by = "subject"
log = "reports"
target = [
    { id = "half", title = "Each district reports on each half-year, 15 days after it", population = "districts", schedule = { every = "half", due = { days = 15 } } },
]
"#;
