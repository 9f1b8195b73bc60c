-- What Quarto itself would do, for the embedded engine: conditional content, callouts, landscape, and the numbers of
-- tables and charts with the references to them.
local text = pandoc.utils.stringify
local IS_TYPST, IS_HTML, IS_DOCX = FORMAT:match("typst"), FORMAT:match("html"), FORMAT:match("docx")
local KINDS = { tbl = "Table", fig = "Figure" }
local counts, numbers, faults = { tbl = 0, fig = 0 }, {}, {}

local function fault(...) table.insert(faults, "@fault " .. table.concat({ ... }, " | ")) end
local function typst(code) return pandoc.RawBlock("typst", code) end
local function quoted(words) return '"' .. words:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"' end

-- Conditional content --

local function holds(div)
  local wanted, unwanted = div.attributes["when-format"], div.attributes["unless-format"]
  return (not wanted or FORMAT:match(wanted)) and not (unwanted and FORMAT:match(unwanted))
end

local function conditional(div)
  if div.classes:includes("content-visible") then return holds(div) and div.content or {} end
  if div.classes:includes("content-hidden") then return holds(div) and {} or div.content end
end

-- Numbers --

local function count(element)
  local kind = element.identifier:match("^(%l+)%-")
  if not KINDS[kind] then return end
  if numbers[element.identifier] then
    fault("{#" .. element.identifier .. "}", "the same id twice", "one place for each id", "Rename one of the two.")
  end
  counts[kind] = counts[kind] + 1
  numbers[element.identifier] = counts[kind]
end

local function number_caption(element)
  local number, caption = numbers[element.identifier], element.caption.long[1]
  if number and caption and not IS_TYPST then
    local kind = KINDS[element.identifier:match("^%l+")]
    caption.content = pandoc.Inlines { pandoc.Str(kind .. "\u{a0}" .. number .. ":"), pandoc.Space() } .. caption.content
  end
end

local function reference(cite)
  local id = cite.citations[1].id:gsub("^%u", string.lower)
  local kind, number = KINDS[id:match("^%l+") or ""], numbers[id]
  if #cite.citations > 1 or not number then
    fault(text(cite), kind and "a reference to nothing" or "an @ that is not a cross-reference",
      "@ and the id of a table, chart or section of this paper", "Correct the id; write a plain @ as \\@.")
    return nil
  end
  return pandoc.Link(kind .. "\u{a0}" .. number, "#" .. id)
end

-- Charts and tables --

local function alternative(image) return image.attributes["fig-alt"] or "" end

local function check_figure(figure, image)
  if not figure.identifier:match("^fig%-") or alternative(image) == "" or text(figure.caption.long) == "" then
    fault("chart " .. image.src, "no caption, no id or no fig-alt",
      '![Caption](charts/name.svg){#fig-name fig-alt="what it shows"}', "Every chart needs all three.")
  end
end

local function typst_figure(figure, image)
  local before = '#figure(image(' .. quoted(image.src) .. ', alt: ' .. quoted(alternative(image)) .. '), caption: ['
  local inlines = pandoc.Inlines { pandoc.RawInline("typst", before) }
  inlines:extend(figure.caption.long[1].content)
  inlines:insert(pandoc.RawInline("typst", "]) <" .. figure.identifier .. ">"))
  return pandoc.Para(inlines)
end

local function chart(figure)
  local image
  figure:walk { Image = function(found) image = found end }
  check_figure(figure, image)
  if #faults > 0 then return nil end
  if IS_TYPST then return typst_figure(figure, image) end
  number_caption(figure)
  return figure:walk { Image = function(found)
    found.caption = pandoc.Inlines { pandoc.Str(alternative(found)) }   -- pandoc writes it as alt, and as descr in Word
    found.attributes["fig-alt"] = nil
    return found
  end }
end

local function stray_image(image)
  fault("image " .. image.src, "no caption, or text beside it", "a chart with a caption, alone in its paragraph",
    "Write a caption in the brackets, and leave a blank line above and below.")
end

local function typst_table(tbl)
  local caption, id, bare = tbl.caption.long[1].content, tbl.identifier, tbl.classes:includes("typst:no-figure")
  local before = pandoc.Inlines { pandoc.RawInline("typst", "#figure(kind: table, caption: [") }
  before:extend(caption)
  before:insert(pandoc.RawInline("typst", "], ["))
  tbl.caption, tbl.identifier = pandoc.Caption(), ""
  tbl.classes:insert("typst:no-figure")                    -- pandoc's own figure would centre the table
  return bare and tbl or pandoc.Blocks { pandoc.Plain(before), tbl, typst("]) <" .. id .. ">") }
end

-- A diagram is lists, on the web alone; its last paragraph is the caption.
local function is_diagram(div) return div.classes:includes("diagram") end

local function diagram(div)
  if not is_diagram(div) then return nil end
  if not IS_HTML then
    fault("::: {.diagram}", "lists that lead on, for a format without them", "them in the web page alone",
      'Put them into ::: {.content-visible when-format="html"}.')
    return nil
  end
  local caption = div.content:remove(#div.content)
  local figure = pandoc.Figure(div.content, { long = { pandoc.Plain(caption.content) } }, div.attr)
  number_caption(figure)
  return figure, false
end

local function table_block(tbl)
  number_caption(tbl)
  tbl.attributes["tbl-colwidths"] = nil
  return IS_TYPST and typst_table(tbl) or tbl
end

-- Callouts and landscape --

local function callout_kind(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match("^callout%-(%l+)$")
    if kind then return kind end
  end
end

local function callout(div, kind)
  local title = div.attributes.title or (kind:gsub("^%l", string.upper))
  local blocks = pandoc.Blocks {}
  if IS_TYPST then
    blocks:insert(typst("#note-box(" .. quoted(kind) .. ", " .. quoted(title) .. ")["))
    blocks:extend(div.content)
    blocks:insert(typst("]"))
    return blocks
  end
  local heading = pandoc.Para { pandoc.Strong(title) }
  blocks:insert(pandoc.Div({ heading }, { class = "callout-title", ["custom-style"] = IS_DOCX and "Callout Title" or nil }))
  blocks:insert(pandoc.Div(div.content, { class = "callout-body", ["custom-style"] = IS_DOCX and "Callout" or nil }))
  return pandoc.Div(blocks, pandoc.Attr("", { "callout", "callout-" .. kind }, IS_HTML and { { "role", "note" }, { "aria-label", title } } or {}))
end

local function section_end(width, height, orientation)
  return pandoc.RawBlock("openxml", ('<w:p><w:pPr><w:sectPr><w:pgSz w:w="%d" w:h="%d"%s/></w:sectPr></w:pPr></w:p>')
    :format(width, height, orientation))
end

local function landscape(div)
  local blocks = pandoc.Blocks {}
  if IS_TYPST then
    blocks:insert(typst("#turned["))
    blocks:extend(div.content)
    blocks:insert(typst("]"))
  elseif IS_DOCX then
    blocks:insert(section_end(11906, 16838, ""))
    blocks:extend(div.content)
    blocks:insert(section_end(16838, 11906, ' w:orient="landscape"'))
  else
    return nil
  end
  return blocks
end

local function div(element)
  local kind = callout_kind(element)
  if kind then return callout(element, kind) end
  if element.classes:includes("landscape") then return landscape(element) end
end

local function report(document)
  if #faults > 0 then error(table.concat(faults, "\n"), 0) end
  return document
end

return {
  { Div = conditional },
  { traverse = "topdown", Table = function(tbl) count(tbl) end, Figure = function(figure) count(figure) end,
    Div = function(div) if is_diagram(div) then count(div) end end },
  { traverse = "topdown", Figure = function(figure) return chart(figure), false end, Image = stray_image, Table = table_block,
    Div = diagram },
  { Cite = reference },
  { Div = div },
  { Pandoc = report },
}
