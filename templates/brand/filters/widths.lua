-- Column widths for paper sizes, from the text of the columns. Typst shares a page badly, and lets words run over the
-- next column without a warning; Word's readers do not agree on widths left open. A browser needs no help.
if FORMAT:match("html") then return {} end

local text = pandoc.utils.stringify
local UPRIGHT, TURNED = 470, 717                           -- points between the margins of A4
local TYPE = { matrix = 8, finance = 9, other = 9.5 }      -- points, as in typst-template.typ and reference.docx
local MARGINS = { matrix = 5, finance = 10, other = 10 }   -- points, both sides of a cell
local BOLD = 1.08                                          -- how much wider bold is
local faults = {}

local function fault(...) table.insert(faults, "@fault " .. table.concat({ ... }, " | ")) end

-- Widths of Liberation Sans, in ems, near enough.
local function letter(character)
  if character:match("[ijlftI.,:;!|'()%[%]/ -]") then return 0.31 end
  if character:match("[mwMW%%@]") then return 0.88 end
  return character:match("[%u&]") and 0.72 or 0.556
end

local function ems(words)
  local sum = 0
  for _, code in utf8.codes(words) do sum = sum + letter(code < 128 and string.char(code) or "x") end
  return sum
end

local function longest_word(words)
  local most = 0
  for word in words:gmatch("[^%s-]+%-?") do most = math.max(most, ems(word)) end
  return most
end

local function is_bold(cell)
  local first = cell.contents[1] and cell.contents[1].content
  return first and first[1] and first[1].t == "Strong"
end

local function measure_row(row, columns, head)
  for i, cell in ipairs(row.cells) do
    local words, weight = text(cell.contents), (head or is_bold(cell)) and BOLD or 1
    columns[i] = columns[i] or { least = 0, natural = 0 }
    columns[i].least = math.max(columns[i].least, longest_word(words) * weight)
    columns[i].natural = math.max(columns[i].natural, ems(words) * weight)
  end
end

local function measure(tbl, kind)
  local columns = {}
  for _, row in ipairs(tbl.head.rows) do measure_row(row, columns, true) end
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do measure_row(row, columns, false) end
  end
  for _, column in ipairs(columns) do
    column.least = column.least * TYPE[kind] + MARGINS[kind]
    column.natural = column.natural * TYPE[kind] + MARGINS[kind]
  end
  return columns
end

local function sum(columns, name)
  local total = 0
  for _, column in ipairs(columns) do total = total + column[name] end
  return total
end

-- A table of more than half a page takes the whole width; one that does not fit on one line gives each column its
-- longest word, and shares what is left by how much more the columns hold.
local function share(columns, page)
  local natural, spare, widths = sum(columns, "natural"), page - sum(columns, "least"), {}
  if natural <= page then
    local whole = natural > page / 2 and page or natural
    for i, column in ipairs(columns) do widths[i] = column.natural / natural * whole end
    return widths
  end
  for _, column in ipairs(columns) do column.more = math.min(column.natural, page / 2) - math.min(column.least, page / 2) end
  local more = sum(columns, "more")
  for i, column in ipairs(columns) do widths[i] = column.least + spare * column.more / more end
  return widths
end

local function centimetres(points) return ("%.1f cm"):format(points / 72 * 2.54) end

local function check(tbl, columns, page)
  local least = sum(columns, "least")
  if least > page then
    fault('table "' .. text(tbl.caption.long) .. '"', "a table of at least " .. centimetres(least),
      "one that fits the " .. centimetres(page) .. " between the margins",
      "Put it in ::: {.landscape}, give it the class .matrix, or shorten its longest words.")
  end
  for i, column in ipairs(columns) do
    local width = tbl.colspecs[i][2]
    if width and column.least > width * page then
      fault('table "' .. text(tbl.caption.long) .. '"', "column " .. i .. " of " .. centimetres(width * page),
        "at least " .. centimetres(column.least) .. ", for its longest word", "Make the column wider, or shorten the word.")
    end
  end
end

local function kind_of(tbl)
  return tbl.classes:includes("matrix") and "matrix" or tbl.classes:includes("finance") and "finance" or "other"
end

local function fit(tbl, page)
  local columns = measure(tbl, kind_of(tbl))
  check(tbl, columns, page)
  if tbl.colspecs[1][2] then return tbl end
  local widths = share(columns, page)
  for i, column in ipairs(tbl.colspecs) do tbl.colspecs[i] = { column[1], widths[i] / page } end
  return tbl
end

function Pandoc(document)
  local function upright(tbl) return fit(tbl, UPRIGHT), false end
  local function turned(tbl) return fit(tbl, TURNED), false end
  local function div(element)
    if element.classes:includes("landscape") then return element:walk { Table = turned }, false end
  end
  document = document:walk { traverse = "topdown", Div = div, Table = upright }
  if #faults > 0 then error(table.concat(faults, "\n"), 0) end
  return document
end
