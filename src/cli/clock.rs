//! What day it is.

#![cfg_attr(not(test), allow(clippy::disallowed_methods, reason = "the room in which the clock stands"))]

use crate::calendar::Date;

/// Today's date: in the city that `TZ` names (`Asia/Ho_Chi_Minh`), else where this system is.
///
/// `folder` is where cities are kept, if not where systems usually do.
pub fn today(city: Option<&str>, folder: Option<&str>) -> Date {
    let city = city.map(|city| city.trim_start_matches(':')).filter(|city| !city.is_empty());
    let zone = city.and_then(|city| {
        let path = std::path::Path::new(folder.unwrap_or("/usr/share/zoneinfo")).join(city);
        jiff::tz::TimeZone::tzif(city, &std::fs::read(path).ok()?).ok()
    });
    match zone {
        Some(zone) => jiff::Timestamp::now().to_zoned(zone).date(),
        None => jiff::Zoned::now().date(),
    }
}
