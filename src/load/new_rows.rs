//! What a log says of its new rows: `key`, the form of the keys that are made, and `[log.X.defaults]`.

use super::toml::Keys;
use crate::model::{KeyForm, Table};
use crate::say;

/// Reads both into the table, whose columns are known.
pub(super) fn read(keys: &Keys<'_, '_>, table: &mut Table) {
    let cx = keys.cx;
    if let Some(form) = keys.text("key") {
        match KeyForm::parse(&form.text) {
            None => cx.bad_value(
                form.place,
                say!(
                    vi: "mẫu mã cần một `{{n}}` (hoặc `{{n:04}}`), có thể kèm `{{year}}`, `{{month}}` và tên cột trong ngoặc nhọn: \"L-{{year}}-{{n:04}}\"",
                    en: "a form of keys takes one `{{n}}` (or `{{n:04}}`), and perhaps `{{year}}`, `{{month}}` and names of columns in braces: \"L-{{year}}-{{n:04}}\""
                ),
            ),
            Some(_) if table.key().is_none() => {
                cx.conflict(form.place, say!(vi: "`key` cần một cột kiểu key", en: "`key` needs a column of type key"));
            }
            Some(read) => {
                let personal = |name: &str| table.column(name).is_none_or(|at| table.columns[at].personal);
                let wrong = read.columns().find(|name| personal(name)).map(str::to_owned);
                match wrong {
                    // Keys are shown in every answer.
                    Some(name) => cx.conflict(
                        form.place,
                        say!(vi: "mẫu mã: không có cột `{name}`, hoặc cột đó là `personal`", en: "form of keys: there is no column `{name}`, or it is `personal`"),
                    ),
                    None => table.key_form = Some(read),
                }
            }
        }
    }
    for (name, value) in keys.names("defaults").iter().flat_map(Keys::entries) {
        let Some(text) = cx.string(value) else { continue };
        match table.column(&name.text) {
            Some(column) => table.defaults.push((column, text.text)),
            None => cx.no_column(&name, &table.name, table.columns.iter().map(|column| column.name.as_str())),
        }
    }
}
