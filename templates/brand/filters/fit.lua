-- Tables on paper: the widths of their columns, and whether they stay on one page. Typst shares a page badly, and lets
-- words run over the next column without a warning; Word's readers do not agree on widths left open, and cannot measure.
-- A browser needs no help.
if FORMAT:match("html") then return {} end

local text = pandoc.utils.stringify
local IS_TYPST = FORMAT:match("typst")
local UPRIGHT, TURNED = { width = 470, height = 712 }, { width = 717, height = 465 }   -- points between the margins of A4
local TYPE = { matrix = 8, finance = 9, other = 9.5 }      -- points, as in typst-template.typ and reference.docx
local MARGINS = { matrix = 5, finance = 10, other = 10 }   -- points, both sides of a cell
local LINE, ROW = 1.27, 5                                  -- height of a line, in ems; what a row adds to its lines, in points
local BOLD = 1.08                                          -- how much wider bold is
local MOST_KEPT = 0.5   -- of the page: as much as may stay empty at its foot, when a table moves on as a whole
local faults = {}

local function fault(...) table.insert(faults, "@fault " .. table.concat({ ... }, " | ")) end

-- Widths of Liberation Sans, in ems, near enough.
local function letter(character)
  if character:match("[ijlftI.,:;!|'()%[%]/ -]") then return 0.31 end
  if character:match("[mwMW%%@]") then return 0.88 end
  return character:match("[%u&]") and 0.72 or 0.556
end

local letters = setmetatable({}, { __index = function(known, code)
  known[code] = letter(code < 128 and string.char(code) or "x")
  return known[code]
end })

local function ems(words)
  local sum = 0
  for _, code in utf8.codes(words) do sum = sum + letters[code] end
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

local function each_row(tbl, visit)
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do visit(row) end
  end
end

-- The words of each cell, row by row, and how much their weight widens them.
local function read(tbl)
  local rows = {}
  local function add(row, head)
    local cells = {}
    for i, cell in ipairs(row.cells) do
      cells[i] = { words = text(cell.contents), weight = (head or is_bold(cell)) and BOLD or 1 }
    end
    table.insert(rows, cells)
  end
  add(tbl.head.rows[1], true)
  each_row(tbl, function(row) add(row, false) end)
  return rows
end

-- Widths --

local function measure(rows, kind)
  local columns = {}
  for _, cells in ipairs(rows) do
    for i, cell in ipairs(cells) do
      local ink = cell.weight * TYPE[kind]
      columns[i] = columns[i] or { least = 0, natural = 0 }
      columns[i].least = math.max(columns[i].least, longest_word(cell.words) * ink + MARGINS[kind])
      columns[i].natural = math.max(columns[i].natural, ems(cell.words) * ink + MARGINS[kind])
    end
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

local function set_widths(tbl, columns, page)
  if tbl.colspecs[1][2] then return end
  local widths = share(columns, page)
  for i, column in ipairs(tbl.colspecs) do tbl.colspecs[i] = { column[1], widths[i] / page } end
end

-- Heights --

local function lines(cell, room)
  local count, used = 1, 0
  for word in cell.words:gmatch("%S+%s*") do
    local width = ems(word) * cell.weight
    if used > 0 and used + width > room then count, used = count + 1, 0 end
    used = used + width
  end
  return count
end

local function heights(rows, rooms, kind)
  local each, total = {}, 0
  for i, cells in ipairs(rows) do
    local most = 1
    for j, cell in ipairs(cells) do most = math.max(most, lines(cell, rooms[j])) end
    each[i] = most * LINE * TYPE[kind] + ROW
    total = total + each[i]
  end
  return each, total
end

local function rooms(tbl, kind, page)
  local each = {}
  for i, column in ipairs(tbl.colspecs) do each[i] = (column[2] * page.width - MARGINS[kind]) / TYPE[kind] + 0.31 end
  return each
end

-- Breaks --

local function is_whole(tbl, total, page)
  return not tbl.classes:includes("long") and total <= MOST_KEPT * page.height
end

local function break_in_typst(tbl, tall, page, stays)
  if stays then return { pandoc.RawBlock("typst", "#whole["), tbl, pandoc.RawBlock("typst", "]") } end
  local i = 1
  each_row(tbl, function(row)
    i = i + 1
    if tall[i] > MOST_KEPT * page.height then return end
    for _, cell in ipairs(row.cells) do cell.attributes["typst:breakable"] = "false" end
  end)
  return tbl
end

local function keep_with_next(row)
  for _, cell in ipairs(row.cells) do
    local paragraph = pandoc.Para(pandoc.utils.blocks_to_inlines(cell.contents))   -- pandoc gives Plain a style of its own
    cell.contents = { pandoc.Div({ paragraph }, { ["custom-style"] = "Kept Row" }) }
  end
end

-- Word keeps a row with the next one: all of a table that stays whole, else those that would leave one row alone.
local function break_in_word(tbl, tall, stays)
  local i = 1
  keep_with_next(tbl.head.rows[1])
  each_row(tbl, function(row)
    i = i + 1
    if i < #tall and (stays or i == #tall - 1) then keep_with_next(row) end
  end)
  return tbl
end

local function fit(tbl, page)
  local rows, kind = read(tbl), kind_of(tbl)
  local columns = measure(rows, kind)
  check(tbl, columns, page.width)
  if #faults > 0 then return tbl end
  set_widths(tbl, columns, page.width)
  local tall, total = heights(rows, rooms(tbl, kind, page), kind)
  local stays = is_whole(tbl, total, page)
  if IS_TYPST then return break_in_typst(tbl, tall, page, stays) end
  return break_in_word(tbl, tall, stays)
end

function Pandoc(document)
  local function upright(tbl) return fit(tbl, UPRIGHT), false end
  local function turned(tbl) return fit(tbl, TURNED), false end
  local function div(element)
    if element.classes:includes("landscape") then
      return element:walk { traverse = "topdown", Table = turned }, false
    end
  end
  document = document:walk { traverse = "topdown", Div = div, Table = upright }
  if #faults > 0 then error(table.concat(faults, "\n"), 0) end
  return document
end
