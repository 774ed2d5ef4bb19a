# Coverage by district and year, and what was spent, from the tables that `tiendo export` writes. Base R is enough.
#
#     tiendo export --output tables
#     Rscript coverage.R tables

arguments <- commandArgs(trailingOnly = TRUE)
folder <- if (length(arguments) > 0) arguments[1] else "tables"
dictionary <- read.csv(file.path(folder, "dictionary.csv"), colClasses = "character", encoding = "UTF-8")

# A table with the types of its dictionary: codes keep their zeros, and days are days.
read_table <- function(table) {
  lines <- dictionary[dictionary$table == table & dictionary$position != "0", ]
  types <- c(text = "character", integer = "numeric", number = "numeric", boolean = "character", date = "Date")
  read <- read.csv(file.path(folder, paste0(table, ".csv")), colClasses = unname(types[lines$type]),
                   na.strings = "", encoding = "UTF-8", check.names = FALSE)
  for (column in lines$column[lines$type == "boolean"]) read[[column]] <- read[[column]] == "true"
  read
}

about <- read_table("about")
version <- about$value[about$key == "export"]
if (version != "1") stop("these are tables of version ", version, ", and this script reads version 1")
cat("as of", about$value[about$key == "as_of"], "\n")

cells <- merge(read_table("cells"), read_table("subjects"), by = c("plan", "subject_id"), suffixes = c("", "_of_subject"))
owed <- cells[cells$required & !(cells$state %in% c("waived", "upcoming")), ]
print(aggregate(covered ~ target, owed, mean))
print(aggregate(covered ~ district_name + activity, owed, mean))

windows <- read_table("windows")
counted <- aggregate(covered ~ plan + target + window, cells[cells$required, ], sum)
both <- merge(counted, windows, by = c("plan", "target", "window"))
stopifnot(nrow(both) == nrow(counted), all(both$covered.x == both$covered.y))

money <- read_table("money")
print(aggregate(cbind(allocated, spent) ~ year + fund, money, sum))
