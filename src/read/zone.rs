//! The time of a city, from the files of this system.

#![cfg_attr(not(test), allow(clippy::disallowed_methods, reason = "the room through which everything is read"))]

use std::path::Path;

use jiff::tz::TimeZone;

/// The time zone that `TZ` names by a city (`Asia/Ho_Chi_Minh`); nothing where it names none.
///
/// `folder` is where cities are kept, if not where systems usually do.
pub fn zone(city: Option<&str>, folder: Option<&str>) -> Option<TimeZone> {
    let city = city.map(|city| city.trim_start_matches(':')).filter(|city| !city.is_empty())?;
    let path = Path::new(folder.unwrap_or("/usr/share/zoneinfo")).join(city);
    TimeZone::tzif(city, &std::fs::read(path).ok()?).ok()
}
