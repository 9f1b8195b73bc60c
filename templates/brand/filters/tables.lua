-- Tables: row headers, header scopes, alignment by class, column widths.
local text = pandoc.utils.stringify
local IS_TYPST, IS_HTML, IS_DOCX = FORMAT:match("typst"), FORMAT:match("html"), FORMAT:match("docx")
local TYPST_STYLE = {
  finance = { ["typst:text:size"] = "9pt" },
  matrix = { ["typst:text:size"] = "8pt", ["typst:inset"] = "(x: 2.5pt, y: 4pt)" },
  cover = { ["typst:fill"] = "none" },
}
local WORD_STYLE = { finance = "FinanceTable", matrix = "MatrixTable" }   -- ids: pandoc looks no name up
local ALIGNMENT = { finance = "AlignRight", matrix = "AlignCenter" }
-- Those that stand beside what has a number itself: the page, or a diagram.
local UNNUMBERED = { "cover", "diagram-table" }
local faults = {}

local function is_unnumbered(tbl)
  for _, class in ipairs(UNNUMBERED) do
    if tbl.classes:includes(class) then return true end
  end
end

local function fault(...) table.insert(faults, "@fault " .. table.concat({ ... }, " | ")) end

local function check_caption(tbl)
  local captioned, labelled = #tbl.caption.long > 0, tbl.identifier:match("^tbl%-") ~= nil
  if not captioned or not (labelled or is_unnumbered(tbl)) then
    local name = captioned and text(tbl.caption.long) or text(tbl.head.rows[1].cells:map(function(c) return text(c.contents) end))
    fault('table "' .. name .. '"', captioned and "no id" or "no caption", ": Caption {#tbl-name}",
      "Give every table a caption and an id.")
  end
end

local function check_head(tbl)
  for i, cell in ipairs(tbl.head.rows[1].cells) do
    if text(cell.contents) == "" then
      fault('table "' .. text(tbl.caption.long) .. '"', "nothing at the head of column " .. i, "what the column holds",
        "Give the column a head: a screen reader says it before each cell.")
    end
  end
end

local function set_widths(tbl)
  local wanted, widths = tbl.attributes["tbl-colwidths"], {}
  for width in (wanted or ""):gmatch("[%d.]+") do table.insert(widths, tonumber(width) / 100) end
  if wanted and #widths ~= #tbl.colspecs then
    fault('tbl-colwidths="' .. wanted .. '"', #widths .. " widths", #tbl.colspecs .. ", one a column",
      "Give one percentage for each column.")
  end
  -- Quarto measures in the same attribute, so it stays there for it to read.
  for i, column in ipairs(tbl.colspecs) do
    local alignment = column[1] == "AlignDefault" and "AlignLeft" or column[1]
    tbl.colspecs[i] = { alignment, widths[i] }
  end
end

local function align(tbl)
  for class, alignment in pairs(ALIGNMENT) do
    if tbl.classes:includes(class) then
      for i = 2, #tbl.colspecs do tbl.colspecs[i] = { alignment, tbl.colspecs[i][2] } end
    end
  end
end

local function each_row(tbl, visit)
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do visit(row) end
  end
end

local function head_rows(tbl)
  for _, body in ipairs(tbl.bodies) do body.row_head_columns = 1 end
  if not IS_HTML then return end
  for _, row in ipairs(tbl.head.rows) do
    for _, cell in ipairs(row.cells) do cell.attributes.scope = "col" end
  end
  each_row(tbl, function(row) row.cells[1].attributes.scope = "row" end)
end

local function style(tbl)
  for class, properties in pairs(IS_TYPST and TYPST_STYLE or {}) do
    if tbl.classes:includes(class) then
      for name, value in pairs(properties) do tbl.attributes[name] = value end
    end
  end
  for class, name in pairs(IS_DOCX and WORD_STYLE or {}) do
    if tbl.classes:includes(class) then tbl.attributes["custom-style"] = name end
  end
end

local function bold(cell)
  if IS_TYPST then cell.attributes["typst:text:weight"] = '"bold"' end
  if IS_DOCX then cell.contents = { pandoc.Plain { pandoc.Strong(text(cell.contents)) } } end
end

local function soften(cell)
  if not IS_TYPST then return end
  cell.attributes["typst:text:fill"], cell.attributes["typst:text:weight"] = "ink-soft", '"regular"'
end

local function dress_cover(tbl)
  tbl.colspecs = { { "AlignLeft", 0.3 }, { "AlignLeft", 0.7 } }
  for _, cell in ipairs(tbl.head.rows[1].cells) do soften(cell) end
  each_row(tbl, function(row) bold(row.cells[1]) end)
end

local function leave_out_caption(tbl)
  if IS_DOCX then tbl.caption = pandoc.Caption() end
  if IS_TYPST and not tbl.identifier:match("^tbl%-") then tbl.classes:insert("typst:no-figure") end
end

function Table(tbl)
  check_caption(tbl)
  check_head(tbl)
  set_widths(tbl)
  align(tbl)
  style(tbl)
  head_rows(tbl)
  if tbl.classes:includes("cover") then dress_cover(tbl) end
  if is_unnumbered(tbl) then leave_out_caption(tbl) end
  return tbl
end

function Pandoc(document)
  if #faults > 0 then error(table.concat(faults, "\n"), 0) end
  return document
end
