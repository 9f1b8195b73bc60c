-- Numbers of sections ("2.") and paragraphs ("2.1"), and the references to them: "section 2", "paragraph 2.1".
local text = pandoc.utils.stringify
local IS_TYPST, IS_DOCX = FORMAT:match("typst"), FORMAT:match("docx")
local section, paragraph, numbering = 0, 0, false
local paragraph_numbers, section_names, faults = {}, {}, {}

local function fault(...) table.insert(faults, "@fault " .. table.concat({ ... }, " | ")) end

local function remember(names, id, name)
  if names[id] then
    fault("{#" .. id .. "}", "the same id twice", "one place for each id", "Rename one of the two.")
  end
  names[id] = name
end

-- Sections --

local function number_heading(heading)
  section, paragraph, numbering = section + 1, 0, true
  local number = section .. "."
  if heading.identifier ~= "" then remember(section_names, heading.identifier, "section " .. section) end
  local lead = IS_TYPST and pandoc.RawInline("typst", '#number("' .. number .. '")')
    or IS_DOCX and pandoc.RawInline("openxml", "<w:r><w:t>" .. number .. "</w:t></w:r><w:r><w:tab/></w:r>")
    or pandoc.Span({ pandoc.Str(number), pandoc.Space() }, { class = "number" })
  heading.content:insert(1, lead)
  heading.classes:insert("numbered")
  return heading
end

local function leave_unnumbered(heading)
  numbering = false
  local title = text(heading)
  local name = heading.classes:includes("appendix") and title:match("^([^:]+):") or title
  if heading.identifier ~= "" then remember(section_names, heading.identifier, name) end
  -- Quarto moves what it calls an appendix to the end of the page, and numbers nothing that is "unnumbered".
  heading.classes = heading.classes:map(function(class) return class == "appendix" and "annex" or class end)
  if not heading.classes:includes("unnumbered") then heading.classes:insert("unnumbered") end
  return heading
end

local function new_page(heading)
  if IS_TYPST then return { pandoc.RawBlock("typst", "#pagebreak(weak: true)"), heading } end
  if IS_DOCX then heading.content:insert(1, pandoc.RawInline("openxml", '<w:r><w:br w:type="page"/></w:r>')) end
  return { heading }
end

local function section_heading(heading)
  local plain = heading.classes:includes("appendix") or heading.classes:includes("unnumbered")
  local done = plain and leave_unnumbered(heading) or number_heading(heading)
  if done.classes:includes("annex") then return new_page(done) end
  return { done }
end

local function sub_heading(heading)
  if heading.identifier ~= "" then remember(section_names, heading.identifier, text(heading)) end
  return { heading }
end

-- Paragraphs --

local function take_anchors(inlines, number)
  local first = inlines[1]
  while first and (first.t == "Space" or first.t == "SoftBreak"
      or first.t == "Span" and first.identifier:match("^par%-") and #first.content == 0) do
    if first.t == "Span" then remember(paragraph_numbers, first.identifier, number) end
    inlines:remove(1)
    first = inlines[1]
  end
  return inlines
end

local function dressed(inlines, number)
  local id = "para-" .. number:gsub("%.", "-")
  if IS_TYPST then
    inlines:insert(1, pandoc.RawInline("typst", '#numbered("' .. number .. '")['))
    inlines:insert(pandoc.RawInline("typst", "] <" .. id .. ">"))
    return pandoc.Para(inlines)
  elseif IS_DOCX then
    inlines:insert(1, pandoc.Span({ pandoc.Str(number) }, { id = id }))
    inlines:insert(2, pandoc.RawInline("openxml", "<w:r><w:tab/></w:r>"))
    return pandoc.Div({ pandoc.Para(inlines) }, { ["custom-style"] = "Numbered Paragraph" })
  end
  inlines:insert(1, pandoc.Span({ pandoc.Str(number) }, { class = "number" }))
  inlines:insert(2, pandoc.Space())
  return pandoc.Div({ pandoc.Para(inlines) }, { id = id, class = "numbered" })
end

local function number_paragraph(block)
  paragraph = paragraph + 1
  local number = section .. "." .. paragraph
  return dressed(take_anchors(block.content, number), number)
end

local function continued(block)
  if IS_TYPST then
    return { pandoc.RawBlock("typst", "#continued["), block, pandoc.RawBlock("typst", "]") }
  end
  return { pandoc.Div({ block }, { class = "continued" }) }
end

local function recommendation(item)
  local blocks = pandoc.Blocks { number_paragraph(item[1]) }
  for i = 2, #item do blocks:extend(continued(item[i])) end
  return blocks
end

local function recommendations(blocks)
  local done = pandoc.Blocks {}
  for _, block in ipairs(blocks) do
    if block.t == "OrderedList" then
      for _, item in ipairs(block.content) do done:extend(recommendation(item)) end
    else
      done:insert(block.t == "Para" and number_paragraph(block) or block)
    end
  end
  return done
end

-- The document --

local LISTS = { BulletList = true, OrderedList = true, BlockQuote = true }
local number_blocks

-- The evidence annex is not for every format, so its heading stands within a block of conditional content.
local function opens_annex(div)
  local first = div.content[1]
  return first and first.t == "Header" and first.classes:includes("appendix")
end

local function number_div(div)
  if div.classes:includes("landscape") or opens_annex(div) then
    div.content = number_blocks(div.content)
  elseif div.classes:includes("recommendations") and numbering then
    div.content = recommendations(div.content)
  end
  return { div }
end

local function number_block(block)
  if block.t == "Header" then
    return block.level == 2 and section_heading(block) or sub_heading(block)
  elseif block.t == "Div" then
    return number_div(block)
  elseif numbering and block.t == "Para" then
    return { number_paragraph(block) }
  elseif numbering and LISTS[block.t] then
    return continued(block)
  end
  return { block }
end

function number_blocks(blocks)
  local done = pandoc.Blocks {}
  for _, block in ipairs(blocks) do done:extend(number_block(block)) end
  return done
end

-- References --

local function paragraph_reference(link)
  local id = link.target:sub(2)
  if not link.classes:includes("para") then
    if id:match("^par%-") then
      fault("[" .. text(link) .. "](#" .. id .. ")", "a link to a paragraph with a text of its own",
        "[](#" .. id .. "){.para}", "Paragraph numbers are worked out: leave the text empty and add {.para}.")
    end
    return nil
  end
  local number = paragraph_numbers[id]
  if not number then
    fault("[](#" .. id .. "){.para}", "a reference to nothing", "a numbered paragraph that starts with []{#" .. id .. "}",
      "Put the anchor at the start of the paragraph meant, or correct the reference.")
    return nil
  end
  return pandoc.Link("paragraph\u{a0}" .. number, "#para-" .. number:gsub("%.", "-"))
end

local function section_reference(cite)
  local written = cite.citations[1].id
  local id = written:gsub("^Sec%-", "sec-")
  if not id:match("^sec%-") then return nil end
  local name = section_names[id]
  if not name then
    fault("@" .. written, "a reference to nothing", "a heading with {#" .. id .. "}",
      "Add the id to the heading meant, or correct the reference.")
    return nil
  end
  if written:match("^Sec") then name = name:gsub("^%l", string.upper) end
  return pandoc.Link((name:gsub("^([%a]+) (%d+)$", "%1\u{a0}%2")), "#" .. id)
end

function Pandoc(document)
  document.blocks = number_blocks(document.blocks)
  document = document:walk { Link = paragraph_reference, Cite = section_reference }
  if #faults > 0 then error(table.concat(faults, "\n"), 0) end
  return document
end
