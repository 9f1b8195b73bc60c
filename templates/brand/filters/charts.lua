-- Word shows the PNG twin of a chart; it is put in the media bag because pandoc, sandboxed, opens no files.
if not FORMAT:match("docx") then return {} end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local bytes = file:read("a")
  file:close()
  return bytes
end

function Image(image)
  image.src = image.src:gsub("%.svg$", ".png")
  image.attributes.width = "16cm"
  pandoc.mediabag.insert(image.src, "image/png", read(image.src))
  return image
end
