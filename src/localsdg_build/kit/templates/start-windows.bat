@echo off
chcp 65001 >nul
cd /d "%~dp0"
if not exist program\start.py goto unpack
py -3 -c "import sys; sys.exit(sys.version_info < (3, 7))" >nul 2>nul
if errorlevel 1 goto other
py -3 program\start.py
if errorlevel 1 pause
exit /b
:other
python -c "import sys; sys.exit(sys.version_info < (3, 7))" >nul 2>nul
if errorlevel 1 goto none
python program\start.py
if errorlevel 1 pause
exit /b
:none
type program\no-python.txt
start "" index.html
pause
exit /b
:unpack
@@unpack@@
pause
