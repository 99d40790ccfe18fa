@echo off
chcp 65001 >nul
cd /d "%~dp0"
if not exist program\starter.py goto unpack
for %%v in (@@pythons@@) do (
  py %%v -c "import sys" >nul 2>nul
  if not errorlevel 1 (
    set "found=py %%v"
    goto start
  )
)
set "found=python"
python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if errorlevel 1 goto none
:start
%found% @@program@@ %*
if errorlevel 1 pause
exit /b
:none
type program\no-python.txt
pause
exit /b 1
:unpack
@@unpack@@
pause
exit /b 1
