-- Front matter -> the variables that the page templates print.
local MONTHS = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December" }
local text = pandoc.utils.stringify

local function typst_string(value)
  local quoted = text(value):gsub("\\", "\\\\"):gsub('"', '\\"')
  return pandoc.MetaInlines { pandoc.RawInline("typst", '"' .. quoted .. '"') }
end

-- As a string of CSS that nothing in it can end: whatever is no plain letter or digit stands as its number.
local function css_string(value)
  local quoted = text(value):gsub(utf8.charpattern, function(letter)
    return letter:match("^[%w ]$") or ("\\%x "):format(utf8.codepoint(letter))
  end)
  return pandoc.MetaInlines { pandoc.RawInline("html", '"' .. quoted .. '"') }
end

local function date_in_words(iso)
  local year, month, day = iso:match("^(%d%d%d%d)-(%d%d)-(%d%d)$")
  return ("%d %s %s"):format(tonumber(day), MONTHS[tonumber(month)], year), year, month, day
end

local function typst_strings(meta)
  for _, name in ipairs { "title", "short-title", "council", "description", "status" } do
    if meta[name] then meta["string-" .. name] = typst_string(meta[name]) end
  end
  local keywords = pandoc.MetaList {}
  for _, keyword in ipairs(meta.keywords or {}) do keywords:insert(typst_string(keyword)) end
  meta["string-keywords"] = keywords
end

-- pandoc has no place for these two above the title of a Word file, so they stand first in its body.
local function head_lines(meta)
  local blocks = pandoc.Blocks {}
  for _, line in ipairs { { "Committee", meta.committee }, { "Status", meta.status } } do
    if line[2] then blocks:insert(pandoc.Div({ pandoc.Para(line[2]) }, { ["custom-style"] = line[1] })) end
  end
  return blocks
end

local function variables(meta)
  local words, year, month, day = date_in_words(text(meta.date))
  meta["date-in-words"] = words
  meta["date-numbers"] = ("year: %d, month: %d, day: %d"):format(tonumber(year), tonumber(month), tonumber(day))
  meta["short-title"] = meta["short-title"] or meta.title
  meta.council = meta.council or meta.author
  if FORMAT:match("typst") then typst_strings(meta) end
  if FORMAT:match("html") and meta.status then meta["css-status"] = css_string(meta.status) end
  if FORMAT:match("docx") then meta.date = words end
  return meta
end

function Pandoc(document)
  document.meta = variables(document.meta)
  if FORMAT:match("docx") then document.blocks = head_lines(document.meta) .. document.blocks end
  return document
end
