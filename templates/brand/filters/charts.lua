-- Word shows the PNG twin of a chart; it is put in the media bag because pandoc, sandboxed, opens no files.
if not FORMAT:match("docx") then return {} end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local bytes = file:read("a")
  file:close()
  return bytes
end

-- Pictures are drawn at 200 dots an inch, for an upright page or for one that is turned.
local function width(png)
  local dots = string.unpack(">I4", png, 17)
  return dots > 1400 and "24cm" or "16cm"
end

function Image(image)
  image.src = image.src:gsub("%.svg$", ".png")
  local png = read(image.src)
  image.attributes.width = width(png)
  pandoc.mediabag.insert(image.src, "image/png", png)
  return image
end
